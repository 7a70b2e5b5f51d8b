using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Nts.Appliance.Configuration;
using Nts.Appliance.Status;
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
    private static readonly NtpDuration RenewEvery = NtpDuration.FromSeconds(3600);
    private static readonly NtpDuration WarnEvery = NtpDuration.FromSeconds(86400);

    /// <summary>The days that are left stand in the description.</summary>
    private static readonly TimeSpan DescribeEvery = TimeSpan.FromMinutes(10);

    private readonly ApplianceConfiguration _configuration;
    private readonly KeyRing _keys;
    private readonly EventLog _log;
    private readonly CertificateFiles _certificate;
    private readonly PosixSignalRegistration _hangUp;
    private (CertificateStatus Status, DateTimeOffset Until, CertificateDocument Document)? _described;
    private KeyEstablishmentServer? _server;
    private volatile ReloadingTlsServer? _tls;
    private MonotonicTime? _triedAt;
    private MonotonicTime? _renewedAt;
    private MonotonicTime? _warnedAt;

    /// <summary>A service that has not been started.</summary>
    public KeyEstablishmentService(ApplianceConfiguration configuration, KeyRing keys, EventLog log)
    {
        _configuration = configuration;
        _keys = keys;
        _log = log;
        _certificate = new CertificateFiles(configuration, TimeProvider.System);
        _hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnHangUp);
    }

    /// <summary>Whether it serves, or why not, in plain words.</summary>
    public string State { get; private set; } = "not started";

    /// <summary>The certificate in service, if there is one.</summary>
    public CertificateDocument? Certificate
    {
        get
        {
            CertificateStatus? status = _tls?.Status;
            DateTimeOffset now = TimeProvider.System.GetUtcNow();
            if (status is null)
            {
                _described = null;
            }
            else if (_described is not { } described || described.Status != status || now >= described.Until)
            {
                _described = (status, now + DescribeEvery, new()
                {
                    Summary = status.Describe(now),
                    NotAfter = status.NotAfter.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
                    Problem = status.Problem,
                });
            }

            return _described?.Document;
        }
    }

    /// <summary>What became of sessions and requests, under the names of counters; nothing before it serves.</summary>
    public IEnumerable<(string Name, long Count)> Counts() => _server?.Counters.ByName() ?? [];

    /// <summary>Starts the service if it does not run and it is time for a try; keeps its certificate from ending.</summary>
    public void OnTick(MonotonicTime now)
    {
        if (_server is not null)
        {
            Renew(now);
            WarnOfEnd(now);
        }
        else if (IsDue(_triedAt, now, RetryAfter))
        {
            _triedAt = now;
            Start();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _hangUp.Dispose();
        _server?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _tls?.Dispose();
    }

    private static bool IsDue(MonotonicTime? last, MonotonicTime now, NtpDuration after) => last is not { } time || now - time >= after;

    private void Start()
    {
        string state;
        try
        {
            (string file, string key) = _certificate.Ensure();
            _tls = new ReloadingTlsServer(file, key, TimeProvider.System, status => status.Announce(_log, TimeProvider.System.GetUtcNow()));
            _server = KeyEstablishmentServer.Start(Options(), _tls, _keys, SystemRandom.Instance, TimeProvider.System);
            state = $"serving on {string.Join(", ", _server.Listening)}";
            _log.Notice($"key establishment: {state} with {Certificate!.Summary}");
        }
        catch (Exception e) when (CertificateFiles.IsFailure(e) || e is TlsException or SocketException)
        {
            _tls?.Dispose();
            _tls = null;
            string where = e is SocketException ? $" ({string.Join(", ", _configuration.KeyEstablishmentListen)})" : "";
            state = $"not serving: {e.Message}{where}; trying again every {RetryAfter.TotalSeconds:0} s";
            if (state != State)
            {
                _log.Warning("key establishment: " + state);
            }
        }

        State = state;
    }

    private KeyEstablishmentOptions Options() => new()
    {
        Listen = _configuration.KeyEstablishmentListen,
        NtpServer = new NtpServerAddress(
            _configuration.NtpServerName, (ushort)(_configuration.NtpServerPort ?? _configuration.NtpListen[0].Port)),
        Aeads = _configuration.Aeads,
        SessionTimeout = TimeSpan.FromSeconds(_configuration.SessionTimeout.TotalSeconds),
        IdleTimeout = TimeSpan.FromSeconds(_configuration.IdleTimeout.TotalSeconds),
        MaxSessions = _configuration.MaxSessions,
        MaxSessionsPerAddress = _configuration.MaxSessionsPerAddress,
        RatePerAddress = _configuration.RatePerAddress,
        BurstPerAddress = _configuration.BurstPerAddress,
    };

    /// <summary>Has the box's own certificate made anew before it ends; the files' watch takes it from there.</summary>
    private void Renew(MonotonicTime now)
    {
        if (!IsDue(_renewedAt, now, RenewEvery))
        {
            return;
        }

        _renewedAt = now;
        try
        {
            _certificate.Ensure();
        }
        catch (Exception e) when (CertificateFiles.IsFailure(e))
        {
            _log.Warning($"key establishment: the certificate cannot be renewed: {e.Message}");
        }
    }

    private void WarnOfEnd(MonotonicTime now)
    {
        DateTimeOffset time = TimeProvider.System.GetUtcNow();
        if (_tls!.Status is { Problem: null } status && status.NeedsAttention(time) && IsDue(_warnedAt, now, WarnEvery))
        {
            _warnedAt = now;
            _log.Warning($"key establishment: the certificate is {status.Describe(time)}");
        }
    }

    private void OnHangUp(PosixSignalContext context)
    {
        // Not the default, which would end the process.
        context.Cancel = true;
        _tls?.Reload();
    }
}
