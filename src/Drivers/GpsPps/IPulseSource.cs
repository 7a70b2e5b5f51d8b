using System;
using Nts.Discipline;
using Nts.Drivers.Linux;

namespace Nts.Drivers.GpsPps;

/// <summary>An open device that stamps edges. One thread waits on it.</summary>
public interface IPulseSource : IDisposable
{
    /// <summary>Waits for the next edge.</summary>
    /// <param name="timeout">How long at most.</param>
    /// <param name="edge">The edge, when the result is <see cref="EdgeStatus.Edge"/>.</param>
    /// <exception cref="LinuxException">The device fails in a way that only opening it again can help.</exception>
    EdgeStatus Wait(TimeSpan timeout, out PulseEdge edge);

    /// <summary>What is known of the source beside its edges. From the thread that waits.</summary>
    PulseSourceHealth Health => default;
}
