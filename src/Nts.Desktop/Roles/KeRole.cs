using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;
using Nts.Crypto;
using Nts.Drivers.OpenSsl;
using Nts.Server.Certificates;
using Nts.Server.Hosting;
using Nts.Server.KeyEstablishment;
using Nts.Server.KeyRings;
using Nts.Time;

namespace Nts.Desktop.Roles;

/// <summary>The running <c>nts ke-server</c>.</summary>
internal sealed class KeRole : IService
{
    private readonly IKeyRingKeeper _keys;
    private readonly ReloadingTlsServer _tls;
    private readonly KeyEstablishmentServer _server;

    /// <summary>Loads the certificate and listens.</summary>
    /// <exception cref="IOException">An address cannot be listened on.</exception>
    /// <exception cref="TlsException">The certificate or its key is not usable.</exception>
    public KeRole(KeyEstablishmentOptions options, string certificateFile, string keyFile, IKeyRingKeeper keys, EventLog log)
    {
        _keys = keys;
        _tls = new ReloadingTlsServer(certificateFile, keyFile, TimeProvider.System, status => status.Announce(log, TimeProvider.System.GetUtcNow()));
        try
        {
            _server = KeyEstablishmentServer.Start(options, _tls, keys.Ring, SystemRandom.Instance, TimeProvider.System);
        }
        catch (SocketException e)
        {
            _tls.Dispose();
            throw new IOException($"{e.Message} ({string.Join(", ", options.Listen)})", e);
        }

        string ntp = $"{options.NtpServer.Host ?? "this machine"} port {options.NtpServer.Port}";
        log.Notice($"key establishment: serving on {string.Join(", ", _server.Listening)} with {_tls.Status.Describe(TimeProvider.System.GetUtcNow())}, for NTP on {ntp}, key {keys.Ring.Snapshot.CurrentId:x8}");
    }

    /// <inheritdoc/>
    public void OnTick(MonotonicTime now) => _keys.OnTick(now);

    /// <inheritdoc/>
    public void Reload() => _tls.Reload();

    /// <inheritdoc/>
    public IEnumerable<(string Name, long Count)> Counts() => _server.Counters.ByName();

    /// <inheritdoc/>
    public void Dispose()
    {
        _server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _tls.Dispose();
    }
}
