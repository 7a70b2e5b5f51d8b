using System;
using System.Threading;
using System.Threading.Tasks;
using Nts.Client;
using Nts.Crypto;
using Nts.Drivers.OpenSsl;
using Nts.KeyEstablishment;
using Nts.Ntp;
using Nts.Server.Client;
using Nts.Server.Hosting;
using Nts.Server.KeyEstablishment;
using Nts.Server.Ntp;
using Nts.Time;

namespace Nts.Desktop.Roles;

/// <summary>Another NTP server, against which this machine's clock is measured; nobody steers the clock.</summary>
internal sealed class UpstreamReference : IReference
{
    private readonly HostAndPort _address;
    private readonly IClock _clock;
    private readonly Log2Seconds _precision;
    private readonly EventLog _log;
    private readonly TlsClient? _tls;
    private readonly AssociationRunner _runner;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private volatile AssociationReport? _report;
    private bool _wasSynchronized;
    private string _trouble = string.Empty;

    /// <summary>Starts to ask.</summary>
    /// <param name="address">Whom.</param>
    /// <param name="usesNts">Whether keys are established with it first.</param>
    /// <param name="certificateFile">PEM file to trust with NTS instead of the machine's roots, or null.</param>
    /// <param name="clock">The clock that is served.</param>
    /// <param name="log">Says when the server is found and lost.</param>
    /// <exception cref="TlsException">The file is not usable, or OpenSSL is missing.</exception>
    public UpstreamReference(HostAndPort address, bool usesNts, string? certificateFile, IClock clock, EventLog log)
    {
        _address = address;
        _clock = clock;
        _log = log;
        _precision = ClockPrecision.Measure(clock);
        _tls = !usesNts ? null : certificateFile is null ? TlsClient.TrustingSystem() : TlsClient.TrustingFile(certificateFile);
        AssociationTarget target = new(address.Host, address.Port ?? (usesNts ? KeLimits.DefaultPort : KeLimits.DefaultNtpPort));
        AssociationOptions options = new() { UsesNts = usesNts, MinPoll = new(4), MaxPoll = new(6), Precision = _precision };
        KeyEstablishmentClient? keys = _tls is null ? null : new(_tls, TimeProvider.System);
        _runner = new AssociationRunner(target, options, keys, clock, TimeProvider.System, SystemRandom.Instance);
        _running = Task.Run(() => _runner.RunAsync(report => _report = report, _stop.Token));
    }

    /// <inheritdoc/>
    public PublishedClockState Published { get; } = new();

    /// <inheritdoc/>
    public void OnTick(MonotonicTime now)
    {
        if (_report is not { } report)
        {
            return;
        }

        ClockState state = ComparedClock.Judge(report.Status, ReferenceId.FromAddress(report.Server?.Address.GetAddressBytes() ?? []), _precision, now, _clock.Now());
        Published.Current = state;
        bool isSynchronized = state.Leap != LeapIndicator.Unsynchronized;
        if (isSynchronized && !_wasSynchronized)
        {
            _log.Notice($"upstream: {_address.Host} ({report.Server}) has stratum {report.Status.Header.Stratum}; this clock is off by {report.Status.Best!.Value.Offset}");
            _trouble = string.Empty;
        }
        else if (!isSynchronized)
        {
            Complain(report);
        }

        _wasSynchronized = isSynchronized;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _running.Wait();
        _runner.Dispose();
        _tls?.Dispose();
        _stop.Dispose();
    }

    private void Complain(AssociationReport report)
    {
        string trouble = report.Failure.Length > 0 ? report.Failure
            : report.Status.State is AssociationState.Reachable ? $"this clock may be off by {report.Status.RootDistance}, which is too much to serve"
            : $"no usable answer ({CounterName.Of(report.Status.Trouble)})";
        if (_wasSynchronized || trouble != _trouble)
        {
            _trouble = trouble;
            _log.Warning($"upstream: {_address.Host}: {trouble}; serving as unsynchronised");
        }
    }
}
