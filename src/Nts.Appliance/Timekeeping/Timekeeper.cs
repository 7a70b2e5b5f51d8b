using System;
using System.IO;
using System.Threading;
using Nts.Appliance.Checking;
using Nts.Appliance.Configuration;
using Nts.Appliance.Recordings;
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

    private readonly EventLog _log;
    private readonly OtherClocks? _others;
    private readonly ClockSetWatch? _clockSets;
    private readonly IAdjustableClock _clock;
    private readonly ClockKeeper _keeper;
    private readonly IKeyRingKeeper _keys;
    private readonly SymmetricKeyFile? _symmetricKeys;
    private readonly KeyEstablishmentService _keyEstablishment;
    private readonly StatusReport _report;
    private readonly StatusPublisher _publisher;
    private readonly NtpServer _ntp;
    private readonly SmearService? _smear;
    private readonly ApplianceMemory _memory;
    private readonly ReceiverChoice _choice;
    private readonly RecordingDoor _door;
    private readonly Receiver _receiver;
    private readonly LeapSecondFile _leapSeconds;
    private readonly TemperatureWatch _temperature;
    private LeapConflict? _toldConflict;
    private bool _toldDoubt;
    private (string State, string Why) _toldState;

    private Timekeeper(ApplianceConfiguration configuration, EventLog log)
    {
        _log = log;
        _others = configuration.SteersSystemClock ? new OtherClocks(new Machine()) : null;
        _leapSeconds = new LeapSecondFile(configuration.LeapSecondFile, log);
        _temperature = new TemperatureWatch(configuration.Thermometer, log);
        Directory.CreateDirectory(configuration.StateDirectory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _clock = configuration.SteersSystemClock
            ? new SystemClock()
            : new SoftwareClock(configuration.SoftwareClockStartError, configuration.SoftwareClockFrequencyError);
        _memory = new ApplianceMemory(configuration.StateDirectory, log);
        _keeper = new ClockKeeper(configuration, _clock, _memory.Learnt.ClockBeside(_temperature.Place), log);
        _clockSets = configuration.SteersSystemClock ? new ClockSetWatch(_keeper) : null;
        _keys = CookieKeys.Open(configuration, log);
        _symmetricKeys = configuration.NtpSymmetricKeyFile is { } keyFile ? new SymmetricKeyFile(keyFile, log) : null;
        _symmetricKeys?.Refresh();
        PassedSockets sockets = PassedSockets.FromEnvironment();
        foreach (string other in sockets.CloseOthers([.. configuration.NtpListen, .. configuration.SmearListen], configuration.KeyEstablishmentListen))
        {
            log.Warning($"systemd passes the socket {other}, where nothing is to be served by the configuration");
        }

        NtpServerOptions options = new()
        {
            Listen = configuration.NtpListen,
            Passed = sockets,
            ThreadsPerAddress = configuration.NtpThreads,
            IsBusyPolling = configuration.IsNtpBusyPolling,
            IsInterleaved = configuration.IsNtpInterleaved,
            WarmsUp = true,
            Policy = new ServicePolicy
            {
                Access = AccessList.Create(configuration.NtpAllow, configuration.NtpDeny),
                RateLimit = configuration.NtpRateLimit,
                SymmetricKeys = _symmetricKeys?.Keys ?? new SymmetricKeys(),
            },
        };
        _ntp = NtpServer.Start(options, _keys.Ring, _keeper.Published, _clock, SystemRandom.Instance);
        log.Notice($"ntp: serving on {string.Join(", ", _ntp.Listening)}");
        _smear = configuration.SmearListen.Count > 0 ? new SmearService(options, configuration, _keys.Ring, _clock, log) : null;

        // After the ports are ours: another timekeeper that has them keeps its published state.
        _publisher = new StatusPublisher(configuration.RunDirectory);
        _keyEstablishment = new KeyEstablishmentService(configuration, _keys.Ring, sockets, log, TimeProvider.System);
        _keyEstablishment.OnTick(MonotonicClock.Now());
        DropPrivileges(configuration.SteersSystemClock);
        _choice = new ReceiverChoice(configuration, _memory.Learnt);
        log.Notice($"receiver: {_choice.Description}");
        _report = new StatusReport(configuration.SteersSystemClock, _choice.Description);
        _door = new RecordingDoor(configuration.RunDirectory, log) { Receiver = _choice.Options };
        _receiver = new Receiver(_choice.Options with { Tap = _door }, _clock, _keeper);
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

            // What the start has left behind goes now, while no time is served yet, and not in some minutes, when clients wait.
            GC.Collect();
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
        _clockSets?.Dispose();
        MonotonicTime now = MonotonicClock.Now();
        Remember(now);
        _memory.Save(now);
        _receiver.Dispose();
        _door.Dispose();
        _choice.Dispose();
        _keyEstablishment.Dispose();
        _smear?.Dispose();
        _ntp.Dispose();
        _keys.Dispose();
        _publisher.Dispose();
        _temperature.Dispose();
        _report.Dispose();
    }

    /// <summary>Before the threads that go on for good are started, which have then no more than this one.</summary>
    private void DropPrivileges(bool steersSystemClock)
    {
        if (!_keyEstablishment.NeedsPrivilege)
        {
            Privileges.DropPorts();
        }

        if (!steersSystemClock)
        {
            Privileges.DropClock();
        }
    }

    /// <summary>Whether all threads that bring the time to the clients go round; that this one does says that none of them keeps the clock's lock.</summary>
    private bool IsAlive() => _receiver.IsAlive & _ntp.HaveAllGoneRound() & (_smear?.Ntp.HaveAllGoneRound() ?? true) & _keyEstablishment.HasGoneRound();

    /// <summary>One line for <c>systemctl status</c>, when it changes.</summary>
    private void Tell(SystemdNotifier systemd)
    {
        (string State, string Why) now = (_report.Document.Clock.State, _report.Document.WhyNotLocked ?? _report.Document.Clock.Reason);
        if (now != _toldState)
        {
            _toldState = now;
            systemd.Status($"{now.State}: {now.Why}");
        }
    }

    private void Remember(MonotonicTime now) => _memory.Take(now, _receiver.Health, _choice.Options.Pulse?.Description, _keeper.Memory, _temperature.Place);

    private void LookForOtherClocks(MonotonicTime now)
    {
        if (_others is { } others && others.OnTick(now, _keeper.Status.State is LockState.Locked, _keeper.Meddling.Last) && others.Found is { } found)
        {
            _log.Warning($"{found.Sentence} (next: {found.NextStep})");
        }
    }

    private void Loop(SystemdNotifier systemd, CancellationToken stop)
    {
        do
        {
            MonotonicTime now = MonotonicClock.Now();
            _keyEstablishment.OnTick(now);
            _keys.OnTick(now);
            _symmetricKeys?.Refresh();
            _door.OnTick(now);
            if (_temperature.OnTick(now))
            {
                _keeper.OnTemperature(_temperature.Celsius.GetValueOrDefault(), now);
            }

            FollowLeapSeconds(now);
            Remember(now);
            LookForOtherClocks(now);
            Publish(now);
            Tell(systemd);
            if (IsAlive())
            {
                systemd.Watchdog();
            }
        }
        while (!stop.WaitHandle.WaitOne(Second));
    }

    private void FollowLeapSeconds(MonotonicTime now)
    {
        PosixTime time = _clock.Now();
        if (_leapSeconds.Refresh(now, _keeper.HasLocked ? time : null))
        {
            _receiver.UseLeapSeconds(_leapSeconds.Table);
        }

        ReceiverHealth receiver = _receiver.Health;
        if (receiver.LeapConflict != _toldConflict)
        {
            _toldConflict = receiver.LeapConflict;
            _log.Warning(_toldConflict?.ToString() ?? "leap second: receiver and table agree again");
        }

        LeapSecondTable table = _leapSeconds.Table;
        _keeper.OnTick(now, receiver.LeapSchedule, time, table.HasExpiredAt(time) ? null : table.TaiMinusUtcAt(time));
        ClockState state = _keeper.Status.Clock;
        if (state.IsInDoubtAt(time) != _toldDoubt)
        {
            _toldDoubt = !_toldDoubt;
            _log.Notice(_toldDoubt ? $"leap second: {Words.LeapDoubt}" : "leap second: the second is certain again");
        }

        _smear?.OnTick(receiver.LeapSchedule, state);
    }

    private void Publish(MonotonicTime now)
    {
        PosixTime time = _clock.Now();
        _report.Take(now, time);
        DisciplineStatus discipline = _keeper.Status;
        ReceiverHealth receiver = _receiver.Health;
        _report.Take(discipline, now, time);
        _report.Take(_memory.Written);
        _report.Take(_temperature);
        _report.Take(receiver);
        _report.Take(WhyNotLocked.Of(discipline, receiver, _others?.Found));
        _report.Take(_keeper.Meddling, _others?.Found);
        _report.Take(_leapSeconds, receiver, time);
        _report.Take(_ntp, _smear);
        _report.Take(_keyEstablishment);
        _publisher.Publish(_report.Document);
    }
}
