using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Nts.Drivers.GpsPps.Simulation;
using Nts.Drivers.Linux;
using Nts.Time;

namespace Nts.Vm;

/// <summary>A receiver outside of the drivers under test: its bytes go out on a real serial port, its pulses on a real GPIO line.</summary>
/// <remarks>Its true time runs on CLOCK_MONOTONIC_RAW, which no discipline moves, and is wrong against this machine's clock.</remarks>
internal sealed class World : IDisposable
{
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(2);

    /// <summary>So long before a second nobody sleeps: a pulse half a millisecond late is noise to the receiver under test.</summary>
    private static readonly NtpDuration Awake = NtpDuration.FromMilliseconds(20);

    private static readonly TimeSpan PulseLength = TimeSpan.FromMilliseconds(100);

    private readonly SoftwareClock _trueTime = new(NtpDuration.FromMilliseconds(300), FrequencyOffset.FromPpm(20));
    private readonly SystemClock _clock = new();
    private readonly SimulatedLine _line;
    private readonly SimulatedReceiver _receiver;
    private readonly SerialPort _from;
    private readonly SerialPort _to;
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread[] _threads;
    private readonly Lock _lock = new();
    private readonly List<(PosixTime Second, PosixTime Before, PosixTime After)> _pulses = [];

    public World(string port, int baudRate, SimulatedLine line)
    {
        _line = line;
        line.Fall();
        _receiver = new SimulatedReceiver(new SimulatorOptions { BaudRate = baudRate }, _trueTime);
        _from = SerialPort.Open(_receiver.Options.Port!, baudRate);
        _to = SerialPort.Open(port, baudRate);
        _threads = [new Thread(Talk) { IsBackground = true }, new Thread(Pulse) { IsBackground = true }];
        Array.ForEach(_threads, thread => thread.Start());
    }

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
        PosixTime next = PosixTime.FromSeconds(_trueTime.Now().WholeSeconds + 1);
        while (!_stop.IsSet)
        {
            NtpDuration left = next - _trueTime.Now();
            if (left > NtpDuration.Zero)
            {
                _ = left > Awake && _stop.Wait(Nap);
                continue;
            }

            // Before the edge is seen: whoever looks for it must find it. A second that the machine slept through gets no pulse.
            lock (_lock)
            {
                PosixTime before = _clock.Now();
                _line.Raise();
                _pulses.Add((next, before, _clock.Now()));
            }

            _stop.Wait(PulseLength);
            _line.Fall();
            next = PosixTime.FromSeconds(Math.Max(next.WholeSeconds, _trueTime.Now().WholeSeconds) + 1);
        }
    }
}
