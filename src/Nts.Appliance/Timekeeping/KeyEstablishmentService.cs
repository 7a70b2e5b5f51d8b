using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Sockets;
using Nts.Appliance.Configuration;
using Nts.Appliance.Status;
using Nts.Crypto;
using Nts.Drivers.Linux;
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
    private static readonly NtpDuration LookAtNamesEvery = NtpDuration.FromSeconds(60);
    private static readonly NtpDuration WarnEvery = NtpDuration.FromSeconds(86400);

    /// <summary>A clock that differs by more from one second to the next has been set.</summary>
    private static readonly TimeSpan ClockJump = TimeSpan.FromMinutes(1);

    /// <summary>The days that are left stand in the description.</summary>
    private static readonly TimeSpan DescribeEvery = TimeSpan.FromMinutes(10);

    private readonly ApplianceConfiguration _configuration;
    private readonly TlsDoor _door = new();
    private readonly KeyRing _keys;
    private readonly EventLog _log;
    private readonly PassedSockets _sockets;
    private readonly TimeProvider _time;
    private (CertificateStatus Status, DateTimeOffset Until, CertificateDocument Document)? _described;
    private CertificateFiles _certificate;
    private (string Certificate, string Key)? _files;
    private KeyEstablishmentServer? _server;
    private volatile ReloadingTlsServer? _tls;
    private bool _hasMoved;
    private TimeSpan _clock;
    private MonotonicTime? _lookedAt;
    private MonotonicTime? _triedAt;
    private MonotonicTime? _renewedAt;
    private MonotonicTime? _warnedAt;

    /// <summary>A service that has not been started.</summary>
    public KeyEstablishmentService(ApplianceConfiguration configuration, KeyRing keys, PassedSockets sockets, EventLog log, TimeProvider time)
    {
        _sockets = sockets;
        _time = time;
        _configuration = configuration;
        _keys = keys;
        _log = log;
        _certificate = new CertificateFiles(configuration, sockets, log, time);
    }

    /// <summary>Whether it serves, or why not, in plain words.</summary>
    public string State { get; private set; } = "not started";

    /// <summary>The certificate in service, if there is one.</summary>
    public CertificateDocument? Certificate
    {
        get
        {
            CertificateStatus? status = _tls?.Status;
            DateTimeOffset now = _time.GetUtcNow();
            if (status is null)
            {
                _described = null;
            }
            else if (_described is not { } described || described.Status != status || now >= described.Until)
            {
                _described = (status, now + DescribeEvery, Describe(status, now));
            }

            return _described?.Document;
        }
    }

    /// <summary>Whether its thread is not stuck; true while there is none.</summary>
    public bool HasGoneRound() => _server?.HasGoneRound() ?? true;

    /// <summary>Whether it may still have to bind a port that needs a privilege.</summary>
    public bool NeedsPrivilege => _server is null && _configuration.KeyEstablishmentListen.Any(address => address.Port < 1024);

    /// <summary>What became of sessions and requests, under the names of counters; nothing before it serves.</summary>
    public IEnumerable<(string Name, long Count)> Counts() => _server?.Counters.ByName() ?? [];

    /// <summary>Starts the service if it does not run and it is time for a try; keeps its certificate from ending.</summary>
    public void OnTick(MonotonicTime now)
    {
        if (_server is not null)
        {
            NoteClock(now);
            NoteNames(now);
            Renew(now);
            WarnOfEnd(now);
        }
        else if (IsDue(_triedAt, now, RetryAfter))
        {
            _triedAt = now;
            Start();
        }
    }

    /// <summary>Reads certificate and key again, and takes other files or names over. What cannot be used stays out of service.</summary>
    public void Use(ApplianceConfiguration configuration)
    {
        CertificateFiles next = new(configuration, _sockets, _log, _time);
        if (_server is null)
        {
            _certificate = next;
            _triedAt = null;
            return;
        }

        try
        {
            if (next.Ensure() == _files)
            {
                _certificate = next;
                _tls!.Reload();
            }
            else
            {
                Load(next);
                _log.Notice($"key establishment: now with {Certificate!.Summary}");
            }
        }
        catch (Exception e) when (CertificateFiles.IsFailure(e) || e is TlsException)
        {
            _log.Warning($"key establishment: {e.Message}; still with {Certificate!.Summary}");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _server?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _tls?.Dispose();
    }

    private static bool IsDue(MonotonicTime? last, MonotonicTime now, NtpDuration after) => last is not { } time || now - time >= after;

    private static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private CertificateDocument Describe(CertificateStatus status, DateTimeOffset now) => new()
    {
        Summary = status.Describe(now),
        Names = status.Facts.Names,
        NotBefore = Iso(status.Facts.NotBefore),
        NotAfter = Iso(status.Facts.NotAfter),
        Fingerprint = status.Facts.Fingerprint,
        IsOwn = _certificate.AuthorityFile is not null,
        AuthorityFile = _certificate.AuthorityFile,
        AuthorityFingerprint = _certificate.AuthorityFingerprint,
        Problem = status.Problem,
        Advice = status.Advice,
    };

    private void Start()
    {
        string state;
        try
        {
            Load(_certificate);
            _server = KeyEstablishmentServer.Start(Options(), _door, _keys, SystemRandom.Instance, _time);
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
        Passed = _sockets,
    };

    /// <summary>A box that learns the time may find its certificate ended long ago.</summary>
    private void NoteClock(MonotonicTime now)
    {
        TimeSpan clock = _time.GetUtcNow() - DateTimeOffset.UnixEpoch - TimeSpan.FromMicroseconds(now.Nanoseconds / 1000);
        _hasMoved |= (clock - _clock).Duration() > ClockJump;
        _clock = clock;
    }

    /// <summary>Its addresses come from a router, and maybe after the start.</summary>
    private void NoteNames(MonotonicTime now)
    {
        if (IsDue(_lookedAt, now, LookAtNamesEvery))
        {
            _lookedAt = now;
            _hasMoved |= _certificate.HaveNamesChanged();
        }
    }

    /// <summary>Has the box's own certificate made anew before it ends and for new addresses; the files' watch takes it from there.</summary>
    private void Renew(MonotonicTime now)
    {
        if (!_hasMoved && !IsDue(_renewedAt, now, RenewEvery))
        {
            return;
        }

        _hasMoved = false;
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
        DateTimeOffset time = _time.GetUtcNow();
        if (_tls!.Status is { Problem: null } status && status.NeedsAttention(time) && IsDue(_warnedAt, now, WarnEvery))
        {
            _warnedAt = now;
            _log.Warning($"key establishment: the certificate is {status.Describe(time)}");
        }
    }

    /// <summary>Loads a certificate and puts it in service.</summary>
    private void Load(CertificateFiles certificate)
    {
        (string file, string key) = certificate.Ensure();
        ReloadingTlsServer loaded = new(file, key, _time, status => status.Announce(_log, _time.GetUtcNow()));
        _tls?.Dispose();
        _files = (file, key);
        _certificate = certificate;
        _tls = loaded;
        _door.Server = loaded;
    }

    /// <summary>Opens to the server in service; sessions keep what they began with.</summary>
    private sealed class TlsDoor : ITlsServer
    {
        private volatile ReloadingTlsServer? _server;

        public ReloadingTlsServer Server
        {
            set => _server = value;
        }

        public ITlsSession Accept() => _server!.Accept();
    }
}
