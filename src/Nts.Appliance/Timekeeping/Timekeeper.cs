using System;
using System.Collections.Generic;
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
using Nts.Gnss;
using Nts.Ntp;
using Nts.Server.Hosting;
using Nts.Server.KeyRings;
using Nts.Server.Ntp;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

/// <summary>The whole appliance in one process: receiver, clock, and the two services, with one tick a second.</summary>
internal sealed partial class Timekeeper : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly EventLog _log;
    private readonly OtherClocks? _others;
    private readonly ClockSetWatch? _clockSets;
    private readonly IAdjustableClock _clock;
    private readonly ClockKeeper _keeper;
    private readonly IKeyRingKeeper _keys;
    private readonly ConfigurationReload _reload;
    private readonly SymmetricKeys _keysOfClients = new();
    private readonly KeyEstablishmentService _keyEstablishment;
    private readonly StatusReport _report;
    private readonly BusiestClients _clients;
    private readonly KeyFigures _keyFigures;
    private readonly StatusPublisher _publisher;
    private readonly NtpServer _ntp;
    private readonly SmearService? _smear;
    private readonly ApplianceMemory _memory;
    private readonly ReceiverChoice _choice;
    private readonly RecordingDoor _door;
    private readonly Receiver _receiver;
    private readonly TemperatureWatch _temperature;
    private ApplianceConfiguration _configuration;
    private SymmetricKeyFile? _symmetricKeys;
    private LeapSecondFile _leapSeconds;
    private readonly List<SatelliteReport> _satellites = [];
    private LeapConflict? _toldConflict;
    private bool _toldDoubt;
    private (string State, string Why) _toldState;

    private Timekeeper(ApplianceConfiguration configuration, ConfigurationFile? file, EventLog log)
    {
        _log = log;
        _configuration = configuration;
        _reload = new ConfigurationReload(file, log);
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
        UseSymmetricKeys(configuration.NtpSymmetricKeyFile);
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
            Clients = configuration.ClientList,
            Policy = Policy(configuration),
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
        _clients = new BusiestClients(configuration.ClientList);
        _keyFigures = new KeyFigures(configuration, _keys);
        _report.Document.Serving = new() { NtpPort = configuration.NtpListen[0].Port, KeyEstablishmentPort = configuration.KeyEstablishmentListen[0].Port };
        _door = new RecordingDoor(configuration.RunDirectory, log) { Receiver = _choice.Options };
        _receiver = new Receiver(_choice.Options with { Tap = _door }, _clock, _keeper);
        _receiver.Start();
        TellSecrets();
    }

    /// <summary>Runs until it is told to stop.</summary>
    /// <param name="configuration">What it is told.</param>
    /// <param name="log">Where it says what it does.</param>
    /// <param name="stop">Tells it.</param>
    /// <param name="file">The file that the configuration comes from, to be read again on SIGHUP; null when it comes from none.</param>
    public static TimekeeperResult Run(ApplianceConfiguration configuration, EventLog log, CancellationToken stop, ConfigurationFile? file = null)
    {
        using SystemdNotifier systemd = SystemdNotifier.FromEnvironment();
        string failure = "cannot start";
        try
        {
            using Timekeeper timekeeper = new(configuration, file, log);
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
        _reload.Dispose();
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
            if (_reload.TakeRequest())
            {
                systemd.Reloading();
                Reload(now);
                systemd.Ready();
            }

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
        _report.Take(_keeper, discipline, _clock.Frequency, now);
        _report.Take(_memory.Written);
        _report.Take(_temperature);
        _report.Take(receiver);
        _receiver.CopySatellites(_satellites);
        _report.Take(_satellites);
        _report.Take(WhyNotLocked.Of(discipline, receiver, _others?.Found));
        _report.Take(_keeper.Meddling, _others?.Found);
        _report.Take(_leapSeconds, receiver, time);
        _report.Take(_ntp, _smear);
        _report.Take(_clients, _ntp, _smear, now);
        _report.Take(_keyFigures);
        _report.Take(_keyEstablishment);
        _publisher.Publish(_report.Document);
    }
}
