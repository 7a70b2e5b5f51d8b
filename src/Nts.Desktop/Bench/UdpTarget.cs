using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Nts.Client;
using Nts.Crypto;
using Nts.Drivers.OpenSsl;
using Nts.Server.Client;
using Nts.Server.KeyEstablishment;

namespace Nts.Desktop.Bench;

/// <summary>A server under a load of NTP requests: its sockets, and for NTS its keys.</summary>
internal sealed class UdpTarget : IDisposable
{
    /// <summary>Replies to take at once, over all sockets.</summary>
    private const int BatchSize = 64;
    private static readonly TimeSpan KeyEstablishmentTimeout = TimeSpan.FromSeconds(15);

    private readonly List<IRequestSocket> _sockets = [];
    private readonly KeyEstablishmentResult? _keys;

    private UdpTarget(IPEndPoint server, BenchOptions options, KeyEstablishmentResult? keys)
    {
        _keys = keys;
        BulkExchange exchange = new(keys?.Session, options.Cookies, SystemRandom.Instance, options.Octets);
        for (int i = 0; i < options.Clients; i++)
        {
            _sockets.Add(RequestSocket.Connect(server, exchange.RequestLength, Math.Max(4, BatchSize / options.Clients)));
        }

        Load = new UdpLoad(
            options,
            exchange,
            _sockets,
            TimeProvider.System,
            IPAddress.IsLoopback(server.Address),
            (ushort)Environment.ProcessId);
    }

    /// <summary>The load.</summary>
    public ILoad Load { get; }

    /// <summary>Opens the sockets, and establishes keys if there are to be any.</summary>
    /// <exception cref="BenchException">No keys can be had.</exception>
    public static async Task<UdpTarget> OpenAsync(IPEndPoint server, BenchOptions options, CancellationToken stop) =>
        new(server, options, options.Mode == BenchMode.Nts ? await EstablishAsync(options, stop).ConfigureAwait(false) : null);

    /// <inheritdoc/>
    public void Dispose()
    {
        _sockets.ForEach(socket => socket.Dispose());
        _keys?.Dispose();
    }

    private static async Task<KeyEstablishmentResult> EstablishAsync(BenchOptions options, CancellationToken stop)
    {
        using TlsClient tls = options.CertificateFile is string file ? TlsClient.TrustingFile(file) : TlsClient.TrustingSystem();
        KeyEstablishmentClient client = new(tls, TimeProvider.System, options.Aeads);
        (string host, ushort? port) = options.KeyServer;
        KeyEstablishmentResult keys =
            await client.RunAsync(host, port!.Value, AddressFamily.Unspecified, KeyEstablishmentTimeout, stop).ConfigureAwait(false);
        return keys.Session is { CookieCount: > 0 }
            ? keys
            : throw new BenchException($"key establishment with {host} port {port}: {(keys.Session is null ? keys.Failure : "no usable cookie")}");
    }
}
