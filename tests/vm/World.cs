using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Nts.Drivers.GpsPps.Simulation;
using Nts.Drivers.Linux;
using Nts.Simulation;
using Nts.Time;

namespace Nts.Vm;

/// <summary>A receiver outside of the drivers under test: its bytes go out on a real serial port, its pulses on a real GPIO line.</summary>
/// <remarks>
/// Its true time runs on CLOCK_MONOTONIC_RAW, which no discipline moves, and is wrong against this machine's clock. As the machine's crystal
/// is to wander, true time wanders against it the other way.
/// </remarks>
internal sealed class World : IDisposable
{
    /// <summary>So long before a second nobody sleeps: waking up is not as exact as a pulse must be.</summary>
    public static readonly NtpDuration Awake = NtpDuration.FromMilliseconds(2);

    /// <summary>Sleep goes by a clock that is steered, by up to 10 %.</summary>
    private static readonly NtpDuration LongestSleep = NtpDuration.FromMilliseconds(40);

    private static readonly TimeSpan PulseLength = TimeSpan.FromMilliseconds(100);

    private readonly WorldOptions _options;
    private readonly SoftwareClock _trueTime;
    private readonly Oscillator _crystal;
    private readonly PulsePath _path;
    private readonly SimulatedLine _line;
    private readonly SimulatedReceiver _receiver;
    private readonly SerialPort _from;
    private readonly SerialPort _to;
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread[] _threads;
    private readonly Lock _lock = new();
    private readonly List<(PosixTime Second, PosixTime Before, PosixTime After)> _pulses = [];

    public World(string port, int baudRate, SimulatedLine line, WorldOptions options)
    {
        _options = options;
        _trueTime = new SoftwareClock(options.Ahead, default);
        _crystal = new Oscillator(options.Crystal, new TemperatureModel(), options.Seed);
        _path = new PulsePath(options.Pulse, options.Seed);
        _line = line;
        line.Fall();
        _receiver = new SimulatedReceiver(new SimulatorOptions { BaudRate = baudRate, IsUnconfigured = options.IsNmeaOnly, PulseGranularity = NtpDuration.Zero, Leap = options.Leap }, _trueTime);
        _from = SerialPort.Open(_receiver.Options.Port!, baudRate);
        _to = SerialPort.Open(port, baudRate);
        _threads = [new Thread(Talk) { IsBackground = true }, new Thread(Pulse) { IsBackground = true }];
        Array.ForEach(_threads, thread => thread.Start());
    }

    /// <summary>True time as a clock shows it that is right: Linux tells an inserted leap second as 23:59:59 again, a smearing server not at all.</summary>
    public IClock TrueTime =>
        _options.Smear > NtpDuration.Zero ? new SmearedTime(_trueTime, _options.Leap, _options.Smear) : new RightClock(_trueTime, _options.Leap);

    /// <summary>The second that the edge with this stamp marked; null when the line was not raised then.</summary>
    public PosixTime? SecondOf(PosixTime stamp)
    {
        lock (_lock)
        {
            return _pulses.Where(pulse => pulse.Before <= stamp && stamp <= pulse.After).Select(pulse => (PosixTime?)pulse.Second).FirstOrDefault();
        }
    }

    public void Dispose()
    {
        _stop.Set();
        Array.ForEach(_threads, thread => thread.Join());
        _from.Dispose();
        _to.Dispose();
        _receiver.Dispose();
    }

    /// <summary>Raises a line when a clock reads a moment, to the precision with which it can be read. It may be two milliseconds away, no more.</summary>
    public static void RaiseAt(IClock clock, PosixTime moment, SimulatedLine line)
    {
        while (clock.Now() < moment)
        {
        }

        line.Raise();
    }

    /// <summary>Sleeps until a moment of a clock.</summary>
    public static void Sleep(IClock clock, PosixTime moment)
    {
        for (NtpDuration left = moment - clock.Now(); left > NtpDuration.Zero; left = moment - clock.Now())
        {
            PreciseSleep.Until(MonotonicClock.Now() + (left < LongestSleep ? left : LongestSleep));
        }
    }

    private void Talk()
    {
        byte[] buffer = new byte[256];
        while (!_stop.IsSet)
        {
            SerialRead read = _from.Read(buffer, PulseLength);
            if (read.Status is SerialStatus.Done)
            {
                _ = _to.Write(buffer.AsSpan(0, read.Count), PulseLength);
            }
        }
    }

    private void Pulse()
    {
        // The machine's own programs do not hold up what comes from outside of it.
        _ = RealTimePriority.TryTake();
        PosixTime next = PosixTime.FromSeconds(_trueTime.Now().WholeSeconds + 2);
        for (long second = 0; ; second++)
        {
            _trueTime.SetFrequency(FrequencyOffset.FromRatio(-_crystal.Next(second)));
            PosixTime due = next + NtpDuration.FromSeconds(_path.Next().Late) - _options.Lead;
            Sleep(_trueTime, due - Awake);
            if (_stop.IsSet)
            {
                return;
            }

            // Before the edge is seen: whoever looks for it must find it.
            lock (_lock)
            {
                PosixTime before = SystemClock.Read();
                RaiseAt(_trueTime, due, _line);
                _pulses.Add((next, before, SystemClock.Read()));
            }

            _stop.Wait(PulseLength);
            _line.Fall();
            next += NtpDuration.FromSeconds(1);
        }
    }

    private sealed class RightClock(SoftwareClock counted, LeapSchedule leap) : IClock
    {
        public PosixTime Now() => SimulatedUtc.Posix(counted.Now(), leap);

        public PosixTime FromKernelTime(PosixTime kernelTime) => SimulatedUtc.Posix(counted.FromKernelTime(kernelTime), leap);
    }
}
