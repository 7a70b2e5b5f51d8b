using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Nts.Appliance.Configuration;
using Nts.Crypto;
using Nts.Drivers.OpenSsl;
using Nts.KeyEstablishment;
using Nts.Nts;
using Nts.Server.Certificates;
using Nts.Server.Hosting;
using Nts.Server.KeyEstablishment;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

/// <summary>Key establishment with its certificate. A certificate that is missing or bad, or a port in use, is a reason and a retry.</summary>
internal sealed class KeyEstablishmentService : IDisposable
{
    private static readonly NtpDuration RetryAfter = NtpDuration.FromSeconds(30);

    private readonly ApplianceConfiguration _configuration;
    private readonly KeyRing _keys;
    private readonly EventLog _log;
    private KeyEstablishmentServer? _server;
    private TlsServer? _tls;
    private MonotonicTime? _triedAt;

    /// <summary>A service that has not been started.</summary>
    public KeyEstablishmentService(ApplianceConfiguration configuration, KeyRing keys, EventLog log)
    {
        _configuration = configuration;
        _keys = keys;
        _log = log;
    }

    /// <summary>Whether it serves, or why not, in plain words.</summary>
    public string State { get; private set; } = "not started";

    /// <summary>What became of sessions and requests, under the names of counters.</summary>
    public Dictionary<string, long> Counts()
    {
        Dictionary<string, long> counts = [];
        if (_server is { } server)
        {
            foreach (SessionOutcome outcome in Enum.GetValues<SessionOutcome>())
            {
                counts["session-" + CounterName.Of(outcome)] = server.Counters.Sessions(outcome);
            }

            foreach (RequestReason reason in Enum.GetValues<RequestReason>())
            {
                counts["request-" + CounterName.Of(reason)] = server.Counters.Requests(reason);
            }
        }

        return counts;
    }

    /// <summary>Starts the service if it does not run and it is time for a try.</summary>
    public void EnsureStarted(MonotonicTime now)
    {
        if (_server is not null || (_triedAt is { } tried && now - tried < RetryAfter))
        {
            return;
        }

        _triedAt = now;
        string state;
        try
        {
            (string certificate, string key) = Certificate();
            _tls = TlsServer.Load(certificate, key);
            KeyEstablishmentOptions options = new()
            {
                Listen = _configuration.KeyEstablishmentListen,
                NtpServer = new NtpServerAddress(Port: (ushort)_configuration.NtpListen[0].Port),
            };
            _server = KeyEstablishmentServer.Start(options, _tls, _keys, SystemRandom.Instance, TimeProvider.System);
            state = $"serving on {string.Join(", ", _server.Listening)} with {certificate}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or TlsException or SocketException)
        {
            _tls?.Dispose();
            _tls = null;
            string where = e is SocketException ? $" ({string.Join(", ", _configuration.KeyEstablishmentListen)})" : "";
            state = $"not serving: {e.Message}{where}; trying again every {RetryAfter.TotalSeconds:0} s";
        }

        if (state != State)
        {
            State = state;
            Say(state);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _server?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _tls?.Dispose();
    }

    private void Say(string state)
    {
        if (_server is null)
        {
            _log.Warning("key establishment: " + state);
        }
        else
        {
            _log.Notice("key establishment: " + state);
        }
    }

    private (string Certificate, string Key) Certificate()
    {
        if (_configuration is { CertificateFile: { } file, PrivateKeyFile: { } key })
        {
            return (file, key);
        }

        IPAddress[] addresses = [.. _configuration.CertificateNames.Select(name => IPAddress.TryParse(name, out IPAddress? address) ? address : null).OfType<IPAddress>()];
        string[] names = [.. _configuration.CertificateNames.Where(name => !IPAddress.TryParse(name, out _))];
        ServerCertificate own = ServerCertificate.Ensure(_configuration.StateDirectory, names, addresses, TimeProvider.System);
        return (own.CertificateFile, own.KeyFile);
    }
}
