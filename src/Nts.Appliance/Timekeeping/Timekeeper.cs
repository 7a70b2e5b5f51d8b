using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using Nts.Appliance.Configuration;
using Nts.Appliance.Status;
using Nts.Crypto;
using Nts.Discipline;
using Nts.Drivers.GpsPps;
using Nts.Drivers.Linux;
using Nts.Ntp;
using Nts.Server.Hosting;
using Nts.Server.KeyRings;
using Nts.Server.Ntp;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

/// <summary>The whole appliance in one process: receiver, clock, and the two services, with one tick a second.</summary>
internal sealed class Timekeeper : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly string Version = typeof(Timekeeper).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private readonly ApplianceConfiguration _configuration;
    private readonly IAdjustableClock _clock;
    private readonly ClockKeeper _keeper;
    private readonly IKeyRingKeeper _keys;
    private readonly SymmetricKeyFile? _symmetricKeys;
    private readonly KeyEstablishmentService _keyEstablishment;
    private readonly StatusPublisher _publisher;
    private readonly NtpServer _ntp;
    private readonly ReceiverChoice _choice;
    private readonly Receiver _receiver;

    private Timekeeper(ApplianceConfiguration configuration, EventLog log)
    {
        _configuration = configuration;
        Directory.CreateDirectory(configuration.StateDirectory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _clock = configuration.SteersSystemClock
            ? new SystemClock()
            : new SoftwareClock(configuration.SoftwareClockStartError, configuration.SoftwareClockFrequencyError);
        _keeper = new ClockKeeper(configuration, _clock, log);
        _keys = CookieKeys.Open(configuration, log);
        _symmetricKeys = configuration.NtpSymmetricKeyFile is { } keyFile ? new SymmetricKeyFile(keyFile, log) : null;
        _symmetricKeys?.Refresh();
        NtpServerOptions options = new()
        {
            Listen = configuration.NtpListen,
            IsInterleaved = configuration.IsNtpInterleaved,
            Policy = new ServicePolicy
            {
                Access = AccessList.Create(configuration.NtpAllow, configuration.NtpDeny),
                RateLimit = configuration.NtpRateLimit,
                SymmetricKeys = _symmetricKeys?.Keys ?? new SymmetricKeys(),
            },
        };
        _ntp = NtpServer.Start(options, _keys.Ring, _keeper.Published, _clock, SystemRandom.Instance);
        log.Notice($"ntp: serving on {string.Join(", ", _ntp.Listening)}");

        // After the ports are ours: another timekeeper that has them keeps its published state.
        _publisher = new StatusPublisher(configuration.RunDirectory);
        _keyEstablishment = new KeyEstablishmentService(configuration, _keys.Ring, log);
        _choice = new ReceiverChoice(configuration);
        log.Notice($"receiver: {_choice.Description}");
        _receiver = new Receiver(_choice.Options, _clock, _keeper);
        _receiver.Start();
    }

    /// <summary>Runs until it is told to stop.</summary>
    public static TimekeeperResult Run(ApplianceConfiguration configuration, EventLog log, CancellationToken stop)
    {
        using SystemdNotifier systemd = SystemdNotifier.FromEnvironment();
        string failure = "cannot start";
        try
        {
            using Timekeeper timekeeper = new(configuration, log);
            failure = "cannot go on";
            systemd.Ready();
            timekeeper.Loop(systemd, stop);
            systemd.Stopping();
            log.Notice("stopping");
            return new TimekeeperResult(0, timekeeper._keeper.HasLocked);
        }
        catch (Exception e) when (e is LinuxException or IOException or UnauthorizedAccessException)
        {
            log.Error($"{failure}: {e.Message}");
            return new TimekeeperResult(1, false);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _receiver.Dispose();
        _choice.Dispose();
        _keyEstablishment.Dispose();
        _ntp.Dispose();
        _keys.Dispose();
        _publisher.Dispose();
    }

    private void Loop(SystemdNotifier systemd, CancellationToken stop)
    {
        do
        {
            MonotonicTime now = MonotonicClock.Now();
            _keyEstablishment.OnTick(now);
            _keys.OnTick(now);
            _symmetricKeys?.Refresh();
            _keeper.OnTick(now, _receiver.Health.Leap);
            _publisher.Publish(Status(now));
            systemd.Watchdog();
        }
        while (!stop.WaitHandle.WaitOne(Second));
    }

    private StatusDocument Status(MonotonicTime now)
    {
        DisciplineStatus discipline = _keeper.Status;
        PosixTime time = _clock.Now();
        return new StatusDocument
        {
            Version = Version,
            ProcessId = Environment.ProcessId,
            PublishedAtMonotonicNanoseconds = now.Nanoseconds,
            Time = time.ToString(),
            Clock = new ClockStatus
            {
                State = Words.For(discipline.State),
                Reason = Words.For(discipline.Reason),
                Leap = (int)discipline.Clock.Leap,
                Stratum = discipline.Clock.Stratum.Value,
                ReferenceId = discipline.Clock.ReferenceId.ToString(),
                RootDispersionSeconds = discipline.Clock.RootDispersionAt(time).TotalSeconds,
                OffsetSeconds = discipline.Offset.TotalSeconds,
                OffsetSigmaSeconds = discipline.OffsetDeviation.TotalSeconds,
                FrequencyPpm = discipline.Frequency.Ppm,
                PulseJitterSeconds = discipline.Jitter.TotalSeconds,
                Pulses = Words.For(discipline.Pulses),
                SteersSystemClock = _configuration.SteersSystemClock,
            },
            Receiver = Words.For(_receiver.Health, _choice.Description),
            Ntp = NtpCounts(),
            KeyEstablishment = _keyEstablishment.Counts(),
            KeyEstablishmentState = _keyEstablishment.State,
            Certificate = _keyEstablishment.Certificate,
        };
    }

    private Dictionary<string, long> NtpCounts()
    {
        Dictionary<string, long> counts = Enum.GetValues<RespondReason>().ToDictionary(reason => reason.ShortName(), _ntp.Count);
        counts["reply-interleaved"] = _ntp.InterleavedReplies;
        counts["reply-refused-by-kernel"] = _ntp.RefusedReplies;
        return counts;
    }
}
