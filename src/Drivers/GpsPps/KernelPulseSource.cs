using System;
using Nts.Discipline;
using Nts.Drivers.Linux;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>Edges that the kernel stamped on CLOCK_REALTIME, brought onto the disciplined clock and onto the monotonic clock.</summary>
/// <remarks>
/// If CLOCK_REALTIME is stepped between the edge and here, the edge's monotonic time is wrong by the step: it then falls off the grid of
/// seconds, and <see cref="PulsePairing"/> drops it.
/// </remarks>
internal sealed class KernelPulseSource : IPulseSource
{
    private readonly IDisposable _device;
    private readonly WaitForEdge _wait;
    private readonly IClock _clock;
    private readonly KernelTime _kernelTime = new();

    private KernelPulseSource(IDisposable device, WaitForEdge wait, IClock clock)
    {
        _device = device;
        _wait = wait;
        _clock = clock;
    }

    internal delegate EdgeStatus WaitForEdge(TimeSpan timeout, out StampedEdge edge);

    /// <summary>The edges of a GPIO line.</summary>
    public static KernelPulseSource Over(GpioLine line, IClock clock) => new(line, line.Wait, clock);

    /// <summary>The edges of a PPS device.</summary>
    public static KernelPulseSource Over(PpsDevice device, IClock clock) => new(device, device.Wait, clock);

    /// <summary>The edges of a device that only the tests have.</summary>
    internal static KernelPulseSource Over(IDisposable device, WaitForEdge wait, IClock clock) => new(device, wait, clock);

    /// <inheritdoc/>
    public EdgeStatus Wait(TimeSpan timeout, out PulseEdge edge)
    {
        EdgeStatus status = _wait(timeout, out StampedEdge stamped);
        edge = status is EdgeStatus.Edge ? ToPulse(stamped) : default;
        return status;
    }

    /// <inheritdoc/>
    public void Dispose() => _device.Dispose();

    private PulseEdge ToPulse(in StampedEdge edge) =>
        new(_clock.FromKernelTime(edge.KernelTime), _kernelTime.ToMonotonic(edge.KernelTime), edge.Sequence)
        {
            Direction = edge.Direction,
            Uncertainty = edge.Uncertainty,
        };
}
