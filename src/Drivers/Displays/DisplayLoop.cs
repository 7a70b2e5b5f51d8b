using System;
using System.Threading;
using Nts.Drivers.Linux;
using Nts.Time;

namespace Nts.Drivers.Displays;

/// <summary>Keeps a display on time: prepares what each second shows, waits for the second to begin, and writes.</summary>
public sealed class DisplayLoop : IDisposable
{
    private const int HalfSecond = 500_000_000;

    /// <summary>How often a chip is set up anew: one that lost its power for a moment on a bus without answers is dark until then.</summary>
    private const int SetupEvery = 60;
    private const int SetupAtSecond = 30;

    private readonly IDisplayChip _chip;
    private readonly IFaceSource _source;
    private readonly Action<NtpDuration> _sleep;
    private readonly DisplayPort _port;
    private readonly PreparedWrites _writes = new();
    private ClockSecond _second;

    /// <summary>A display.</summary>
    /// <param name="chip">Its language.</param>
    /// <param name="open">Opens the bus to it.</param>
    /// <param name="source">What it shows.</param>
    /// <param name="sleep">Waits for a time; may end early.</param>
    /// <param name="say">Told, in plain words, when the display stops or begins to work.</param>
    public DisplayLoop(IDisplayChip chip, Func<IRegisterBus> open, IFaceSource source, Action<NtpDuration> sleep, Action<string> say)
    {
        _chip = chip;
        _source = source;
        _sleep = sleep;
        _port = new(open, say);
        _second = new(source.Now().WholeSeconds, false);
    }

    /// <summary>When the writes of a second were done, counted from its edge.</summary>
    public DisplayDelays Delays { get; } = new();

    /// <summary>Shows second after second.</summary>
    public void Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            ShowNext(stop);
        }
    }

    /// <summary>Shows the next second.</summary>
    internal void ShowNext(CancellationToken stop)
    {
        _source.Refresh();
        _writes.Clear();
        if (_port.TryOpen() || (_port.IsOpen && _second.Count % SetupEvery == SetupAtSecond))
        {
            _chip.Start(_writes);
        }

        ClockSecond next = _second.Next(_source.Leap);
        Prepare(next);
        long reading = WaitForEdge(stop).WholeSeconds;

        // The clock was set, or this machine slept.
        if (next.OrAsRead(reading) is var actual && actual != next)
        {
            next = actual;
            Prepare(next);
        }

        _second = next;
        if (!_port.IsOpen)
        {
            return;
        }

        if (_port.Send(_writes))
        {
            Delays.Add(_source.Now().SubsecondNanoseconds);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _port.Dispose();
        _writes.Dispose();
    }

    private void Prepare(ClockSecond second)
    {
        if (_port.IsOpen)
        {
            _chip.Draw(_source.For(second), _writes);
        }
    }

    private PosixTime WaitForEdge(CancellationToken stop)
    {
        PosixTime now = _source.Now();
        do
        {
            _sleep(NtpDuration.FromNanoseconds(1_000_000_000 - now.SubsecondNanoseconds));
            now = _source.Now();
        }
        while (now.SubsecondNanoseconds >= HalfSecond && !stop.IsCancellationRequested); // A little early, by a signal or a clock that was slowed down.

        return now;
    }
}
