using System;
using System.Collections.Concurrent;
using System.Threading;
using Nts.Discipline;
using Nts.Drivers.Linux;
using Nts.Recordings;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Replay;

/// <summary>A recording as a receiver without hardware: its bytes at their times on a real pseudo terminal, and its edges at theirs.</summary>
/// <remarks><see cref="Options"/> carries the word that nothing of it comes from satellites to whatever shows the receiver's data.</remarks>
public sealed class ReplayedReceiver : IDisposable
{
    private readonly Recording _recording;
    private readonly PseudoTerminal _terminal = new();
    private readonly BlockingCollection<PulseEdge> _edges = [];
    private readonly ManualResetEventSlim _stop = new();
    private readonly MonotonicTime _opened = MonotonicClock.Now();
    private readonly MonotonicTime _start;
    private readonly Thread _thread;

    /// <summary>Opens the pseudo terminal and starts to send.</summary>
    /// <param name="recording">What it sends.</param>
    /// <param name="start">The moment of the recording's start; what lies before now is left out.</param>
    public ReplayedReceiver(Recording recording, MonotonicTime start)
    {
        _recording = recording;
        _start = start;
        Options = ReplayOptions.Of(recording, _terminal.SlavePath) with
        {
            Pulse = new PulseInput("the recording's pulse", clock => new Source(_edges, clock)),
        };
        _thread = new Thread(Send) { Name = "replay", IsBackground = true };
        _thread.Start();
    }

    /// <summary>How to open this receiver as a <see cref="Receiver"/>.</summary>
    public ReceiverOptions Options { get; }

    /// <summary>Stops sending and closes the pseudo terminal.</summary>
    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        _terminal.Dispose();
        _stop.Dispose();
    }

    private void Send()
    {
        foreach (RecordedEvent e in _recording.Events)
        {
            MonotonicTime due = _start + NtpDuration.FromNanoseconds(e.At.Nanoseconds);
            if (due < _opened)
            {
                continue;
            }

            NtpDuration left = due - MonotonicClock.Now();
            if (left > NtpDuration.Zero && _stop.Wait(TimeSpan.FromSeconds(left.TotalSeconds)))
            {
                return;
            }

            if (e.Kind is RecordedKind.Bytes)
            {
                // While nobody reads, the terminal fills up and bytes are lost, as on a wire.
                _ = _terminal.Write(e.Bytes.Span, TimeSpan.Zero);
            }
            else if (e.Kind is RecordedKind.Edge)
            {
                _edges.Add(e.Edge with { At = due });
            }
        }
    }

    private sealed class Source(BlockingCollection<PulseEdge> edges, IClock clock) : IPulseSource
    {
        public EdgeStatus Wait(TimeSpan timeout, out PulseEdge edge)
        {
            if (!edges.TryTake(out edge, timeout))
            {
                return EdgeStatus.TimedOut;
            }

            edge = edge with { LocalTime = clock.Now() - (MonotonicClock.Now() - edge.At) };
            return EdgeStatus.Edge;
        }

        public void Dispose()
        {
        }
    }
}
