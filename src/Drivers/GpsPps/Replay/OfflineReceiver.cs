using System;
using Nts.Recordings;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Replay;

/// <summary>A recording in the place of a receiver's devices, in no time: all of a <see cref="Receiver"/> but its threads.</summary>
/// <param name="recording">What came from the receiver.</param>
/// <param name="time">Moved from event to event.</param>
/// <param name="clock">Edges are stamped on it.</param>
/// <param name="listener">Gets pulses, coarse offsets and changes of health.</param>
public sealed class OfflineReceiver(Recording recording, ReplayTime time, ReplayClock clock, IReceiverListener listener)
{
    private const string Port = "replay";

    /// <summary>As often as a receiver's threads look up when nothing comes.</summary>
    private static readonly NtpDuration TickInterval = NtpDuration.FromMilliseconds(500);

    private readonly ReceiverLogic _logic = new(ReplayOptions.Of(recording, Port), clock, () => time.Now, listener);

    /// <summary>The receiver's health now.</summary>
    public ReceiverHealth Health => _logic.Health;

    /// <summary>Replays all of it.</summary>
    /// <param name="tick">Called twice a second.</param>
    public void Run(Action tick)
    {
        _logic.OnPortOpened(Port, isUsb: false);
        _logic.OnPulseInput(null);
        foreach (RecordedEvent e in recording.Events)
        {
            while (e.At - time.Now > TickInterval)
            {
                time.Now += TickInterval;
                _logic.Tick();
                tick();
            }

            time.Now = e.At > time.Now ? e.At : time.Now;
            switch (e.Kind)
            {
                case RecordedKind.Bytes:
                    _logic.OnBytes(e.Bytes.Span, e.At);
                    break;
                case RecordedKind.Edge:
                    _logic.OnEdge(e.Edge with { LocalTime = clock.At(e.At) });
                    break;
                default:
                    break;
            }
        }
    }
}
