using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Nts.Discipline;
using Nts.Drivers.GpsPps.Setup;
using Nts.Drivers.Linux;
using Nts.Gnss;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>A GNSS receiver as a device: its serial port and its pulse input together.</summary>
/// <remarks>
/// <para>Two threads, "receiver" for the port and "receiver pulse" for the pulse. A device that is missing or goes away is a state with a
/// reason; it is tried again after 1 s, then after twice as long each time, up to 30 s.</para>
/// <para>Whoever steps the clock must ignore pulses whose <see cref="PulseEdge.At"/> lies before the step: they were stamped before
/// it.</para>
/// </remarks>
public sealed class Receiver : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(500);

    /// <summary>How late the search for the receiver notices that a burst is over.</summary>
    private static readonly TimeSpan LongestPortWait = TimeSpan.FromMilliseconds(100);

    /// <summary>More than a thread rests between two tries to open its device.</summary>
    private static readonly TimeSpan LongestRound = TimeSpan.FromSeconds(40);

    private readonly ReceiverOptions _options;
    private readonly IClock _clock;
    private readonly ReceiverLogic _logic;
    private readonly Lock _lock = new();
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _portThread;
    private readonly Thread? _pulseThread;
    private bool _isStarted;
    private long _portRound = MonotonicClock.Now().Nanoseconds;
    private long _pulseRound = MonotonicClock.Now().Nanoseconds;

    /// <summary>A receiver that is not started yet.</summary>
    /// <param name="options">Which one.</param>
    /// <param name="clock">The disciplined clock: edges are stamped on it.</param>
    /// <param name="listener">Gets pulses, coarse offsets and changes of health.</param>
    public Receiver(ReceiverOptions options, IClock clock, IReceiverListener listener)
    {
        _options = options;
        _clock = clock;
        _logic = new ReceiverLogic(options, clock, MonotonicClock.Now, listener, port => PortHolder.Of(port)?.ToString());
        Health = _logic.Health;
        _portThread = new Thread(RunPort) { Name = "receiver", IsBackground = true };
        _pulseThread = options.Pulse is null ? null : new Thread(RunPulse) { Name = "receiver pulse", IsBackground = true };
    }

    /// <summary>The receiver's health, at most about a second old. From any thread.</summary>
    public ReceiverHealth Health { get => Volatile.Read(ref field); private set => Volatile.Write(ref field, value); }

    /// <summary>Whether both threads go round: neither is stuck in a device or in what it tells.</summary>
    public bool IsAlive
    {
        get
        {
            long oldest = Math.Min(Volatile.Read(ref _portRound), _pulseThread is null ? long.MaxValue : Volatile.Read(ref _pulseRound));
            return MonotonicClock.Now().Nanoseconds - oldest < LongestRound.Ticks * TimeSpan.NanosecondsPerTick;
        }
    }

    /// <summary>From now on, this leap-second table counts. From any thread.</summary>
    public void UseLeapSeconds(LeapSecondTable table) => Tell(table, static (logic, table) => logic.UseLeapSeconds(table));

    /// <summary>Writes the satellites in view down. From any thread.</summary>
    /// <param name="satellites">Is emptied first; a list that is kept costs nothing.</param>
    public void CopySatellites(List<SatelliteReport> satellites)
    {
        lock (_lock)
        {
            _logic.CopySatellites(satellites);
        }
    }

    /// <summary>Starts the threads. Once.</summary>
    public void Start()
    {
        _isStarted = true;
        _portThread.Start();
        _pulseThread?.Start();
    }

    /// <summary>
    /// Stops the threads and closes the devices; no callback comes afterwards but the last <see cref="IReceiverListener.OnHealth"/>.
    /// </summary>
    public void Dispose()
    {
        if (_stop.IsSet)
        {
            return;
        }

        _stop.Set();
        if (_isStarted)
        {
            _portThread.Join();
            _pulseThread?.Join();
        }

        Tell(logic => logic.OnStopped());
    }

    private void RunPort()
    {
        BackOff backOff = new();
        while (!_stop.IsSet)
        {
            Volatile.Write(ref _portRound, MonotonicClock.Now().Nanoseconds);
            DeviceProblem? problem = _options.Port is { } port ? TryPort(port, "", backOff) : TryPorts(backOff);
            if (problem is not null)
            {
                WaitAfter(logic => logic.OnPortProblem(problem), backOff);
            }
        }
    }

    /// <summary>Listens at one port after another. Returns why none of them can be used; null when one at least can.</summary>
    private DeviceProblem? TryPorts(BackOff backOff)
    {
        DeviceProblem? worst = new(DeviceProblemKind.Missing, "there is no serial port");
        string others = "";
        foreach (string port in PortCandidates.List(_logic.LastPort).TakeWhile(_ => !_stop.IsSet))
        {
            DeviceProblem? problem = TryPort(port, others, backOff);
            others += $"; {port}: {problem?.Message ?? "nobody speaks"}";
            worst = problem is null || worst is null ? null : problem with { Message = others[2..] };
        }

        return worst;
    }

    /// <summary>Listens at a port for as long as a receiver may be there. Returns why it cannot be used; null when it can.</summary>
    private DeviceProblem? TryPort(string path, string others, BackOff backOff)
    {
        if (PortHolder.Of(path) is { } holder)
        {
            return new(DeviceProblemKind.Held, $"used by {holder}");
        }

        try
        {
            using SerialPort port = SerialPort.Open(path, _logic.FirstBaudRate(path), isShared: _options.Pulse?.SerialPort is { } pulse && PortHolder.RealPath(pulse) == PortHolder.RealPath(path));
            bool isUsb = PortHolder.RealPath(path).StartsWith("/dev/ttyACM", StringComparison.Ordinal);
            Tell(logic => logic.OnPortOpened(path, isUsb, others));
            try
            {
                return ReadPort(port, backOff) ? null : DeviceProblem.WentAway;
            }
            finally
            {
                if (!_stop.IsSet)
                {
                    Tell(logic => logic.OnPortClosed());
                }
            }
        }
        catch (LinuxException e)
        {
            return DeviceProblem.From(e);
        }
    }

    /// <summary>Reads until the receiver is to stop, or nobody speaks at this port; false when the device goes away.</summary>
    private bool ReadPort(SerialPort port, BackOff backOff)
    {
        byte[] buffer = new byte[1024];
        while (!_stop.IsSet)
        {
            Volatile.Write(ref _portRound, MonotonicClock.Now().Nanoseconds);
            SerialRead read = port.Read(buffer, LongestPortWait);
            switch (read.Status)
            {
                case SerialStatus.Done:
                    backOff.Reset();
                    Tell((buffer, read), static (logic, x) => logic.OnBytes(x.buffer.AsSpan(0, x.read.Count), x.read.Arrival));
                    break;
                case SerialStatus.TimedOut:
                    Tell(logic => logic.OnPortIdle());
                    break;
                default:
                    return false;
            }

            while (TryTakeAction(out PortAction action))
            {
                if (action.Leave)
                {
                    return true;
                }

                Do(action, port);
            }
        }

        return true;
    }

    private bool TryTakeAction(out PortAction action)
    {
        lock (_lock)
        {
            return _logic.TryTakeAction(out action);
        }
    }

    private static void Do(PortAction action, SerialPort port)
    {
        if (action.Write is { } bytes)
        {
            // What does not get through is as a command that is not answered.
            _ = port.Write(bytes, LongestWait);
        }

        if (action.BaudRate is int rate)
        {
            port.SetBaudRate(rate);
        }
    }

    private void RunPulse()
    {
        BackOff backOff = new();
        while (!_stop.IsSet)
        {
            Volatile.Write(ref _pulseRound, MonotonicClock.Now().Nanoseconds);
            DeviceProblem problem;
            try
            {
                using IPulseSource source = _options.Pulse!.Open(_clock);
                Tell(logic => logic.OnPulseInput(null));
                WaitForPulses(source, backOff);
                problem = DeviceProblem.WentAway;
            }
            catch (LinuxException e)
            {
                problem = DeviceProblem.From(e);
            }

            WaitAfter(logic => logic.OnPulseInput(problem), backOff);
        }
    }

    /// <summary>Waits for edges until the receiver is to stop, or the device goes away.</summary>
    private void WaitForPulses(IPulseSource source, BackOff backOff)
    {
        while (!_stop.IsSet)
        {
            Volatile.Write(ref _pulseRound, MonotonicClock.Now().Nanoseconds);
            switch (source.Wait(LongestWait, out PulseEdge edge))
            {
                case EdgeStatus.Edge:
                    backOff.Reset();
                    Tell((edge, source.Health), static (logic, news) => logic.OnEdge(news.edge, news.Health));
                    break;
                case EdgeStatus.TimedOut:
                    Tell(source.Health, static (logic, health) => logic.OnNoEdge(health));
                    break;
                default:
                    return;
            }
        }
    }

    private void WaitAfter(Action<ReceiverLogic> tell, BackOff backOff)
    {
        if (!_stop.IsSet)
        {
            Tell(tell);
            _stop.Wait(backOff.Next());
        }
    }

    private void Tell(Action<ReceiverLogic> what) => Tell(what, static (logic, what) => what(logic));

    /// <summary>With what to tell as an argument, so that nothing is allocated for a byte or an edge.</summary>
    private void Tell<T>(T news, Action<ReceiverLogic, T> what)
    {
        lock (_lock)
        {
            what(_logic, news);
            Health = _logic.Health;
        }
    }
}
