using System;
using System.Threading;
using Nts.Discipline;
using Nts.Drivers.Linux;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Simulation;

/// <summary>
/// Edges at the whole seconds of the true clock. Stamps follow the plan: waking up late delays an edge's delivery, not its stamp.
/// </summary>
internal sealed class SimulatedPulseSource(SimulatedScript script, IClock trueTime, IClock clock, ManualResetEventSlim stop) : IPulseSource
{
    private readonly KernelTime _kernelTime = new();
    private long _last = trueTime.Now().WholeSeconds;
    private uint _sequence;

    /// <inheritdoc/>
    public EdgeStatus Wait(TimeSpan timeout, out PulseEdge edge)
    {
        edge = default;
        PosixTime deadline = trueTime.Now() + NtpDuration.FromSeconds(timeout.TotalSeconds);
        long next = SimulatedScript.Following(_last, trueTime.Now());
        SimulatedSecond second = script.At(next);
        PosixTime stamp = second.Second + (second.EdgeLateness ?? NtpDuration.Zero);
        if (stamp > deadline)
        {
            return SimulatedWait.Until(trueTime, deadline, stop) ? EdgeStatus.TimedOut : EdgeStatus.Gone;
        }

        if (!SimulatedWait.Until(trueTime, stamp, stop))
        {
            return EdgeStatus.Gone;
        }

        _last = next;
        if (second.EdgeLateness is null)
        {
            return EdgeStatus.TimedOut;
        }

        edge = new PulseEdge(clock.FromKernelTime(stamp), _kernelTime.ToMonotonic(stamp), _sequence++);
        return EdgeStatus.Edge;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
