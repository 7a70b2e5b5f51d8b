using System;
using Nts.Discipline;
using Nts.Drivers.Linux;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>Edges that a device stamped on CLOCK_REALTIME, brought onto the disciplined clock and onto the monotonic clock.</summary>
/// <remarks>
/// If CLOCK_REALTIME is stepped between the edge and here, the edge's monotonic time is wrong by the step: it then falls off the grid of
/// seconds, and <see cref="PulsePairing"/> drops it.
/// </remarks>
internal sealed class KernelPulseSource : IPulseSource
{
    /// <summary>More edges than this in a row were not lost but counted anew: another device, or the driver was loaded again.</summary>
    private const uint LargestLoss = 1000;

    private static readonly NtpDuration FloodPause = NtpDuration.FromMilliseconds(20);

    private readonly IDisposable _device;
    private readonly WaitForEdge _wait;
    private readonly IClock _clock;
    private readonly KernelTime _kernelTime = new();
    private readonly EdgeRate _rate = new();
    private uint? _lastSequence;
    private long _lost;
    private bool? _isHigh;

    private KernelPulseSource(IDisposable device, WaitForEdge wait, IClock clock)
    {
        _device = device;
        _wait = wait;
        _clock = clock;
    }

    internal delegate EdgeStatus WaitForEdge(TimeSpan timeout, out StampedEdge edge);

    /// <summary>How late the edges are stamped, as far as it was given: taken off each; null for nothing.</summary>
    public StampBias? Bias { get; set; }

    /// <summary>What the owner should know of the choice.</summary>
    public string? Note { get; set; }

    /// <inheritdoc/>
    public PulseSourceHealth Health => new()
    {
        Method = Method,
        Note = Note,
        IsHigh = _isHigh,
        EdgesLastSecond = _rate.At(MonotonicClock.Now()),
        LostEdges = _lost,
        InterruptBias = Bias,
    };

    private PulseMethod Method { get; init; } = PulseMethod.Interrupt;

    private Func<bool?>? ReadLevel { get; init; }

    /// <summary>The one direction that is given on, where the device does not leave the other out by itself.</summary>
    private EdgeDirection? Only { get; init; }

    /// <summary>The edges of a GPIO line.</summary>
    public static KernelPulseSource Over(GpioLine line, IClock clock, StampBias? bias = null) =>
        new(line, line.Wait, clock) { ReadLevel = line.ReadLevel, Bias = bias };

    /// <summary>The edges of a PPS device.</summary>
    public static KernelPulseSource Over(PpsDevice device, IClock clock, StampBias? bias = null, string? note = null) =>
        new(device, device.Wait, clock) { Bias = bias, Note = note };

    /// <summary>The edges that a PTP clock stamps: in hardware, so that there is no bias.</summary>
    public static KernelPulseSource Over(PtpTimestamps stamps, IClock clock) => new(stamps, stamps.Wait, clock) { Method = PulseMethod.PtpClock };

    /// <summary>The changes of a modem line.</summary>
    public static KernelPulseSource Over(ModemLine line, IClock clock, EdgeDirection? direction, StampBias? bias, string? note) =>
        new(line, line.Wait, clock) { Method = PulseMethod.ModemLine, ReadLevel = line.ReadLevel, Only = direction, Bias = bias, Note = note };

    /// <summary>The edges of a device that only the tests have.</summary>
    internal static KernelPulseSource Over(
        IDisposable device, WaitForEdge wait, IClock clock, Func<bool?>? readLevel = null, EdgeDirection? only = null) =>
        new(device, wait, clock) { ReadLevel = readLevel, Only = only };

    /// <inheritdoc/>
    public EdgeStatus Wait(TimeSpan timeout, out PulseEdge edge)
    {
        edge = default;
        if (_rate.IsFlood)
        {
            // Without a pause a line that nothing drives would keep a processor busy; what comes meanwhile is lost, and was no pulse.
            PreciseSleep.Until(MonotonicClock.Now() + FloodPause);
        }

        EdgeStatus status = _wait(timeout, out StampedEdge stamped);
        if (status is EdgeStatus.TimedOut)
        {
            _isHigh = ReadLevel?.Invoke();
        }
        else if (status is EdgeStatus.Edge)
        {
            CountLost(stamped.Sequence);
            _rate.Add(MonotonicClock.Now());
            if (Only is EdgeDirection only && stamped.Direction != only)
            {
                return EdgeStatus.TimedOut;
            }

            edge = ToPulse(stamped);
        }

        return status;
    }

    /// <inheritdoc/>
    public void Dispose() => _device.Dispose();

    private PulseEdge ToPulse(in StampedEdge stamped)
    {
        PulseEdge edge = new(_clock.FromKernelTime(stamped.KernelTime), _kernelTime.ToMonotonic(stamped.KernelTime), stamped.Sequence)
        {
            Direction = stamped.Direction,
            Uncertainty = stamped.Uncertainty,
        };
        return Bias is StampBias bias ? bias.Correct(edge) : edge;
    }

    private void CountLost(uint sequence)
    {
        if (_lastSequence is uint last && unchecked(sequence - last - 1) is uint lost and < LargestLoss)
        {
            _lost += lost;
        }

        _lastSequence = sequence;
    }
}
