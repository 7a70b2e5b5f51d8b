using System;
using Nts.Discipline;

namespace Nts.Drivers.GpsPps;

/// <summary>An open device that stamps edges. One thread waits on it.</summary>
public interface IPulseSource : IDisposable
{
    /// <summary>Waits for the next edge.</summary>
    /// <param name="timeout">How long at most.</param>
    /// <param name="edge">The edge, when the result is <see cref="PulseWait.Edge"/>.</param>
    PulseWait TryWait(TimeSpan timeout, out PulseEdge edge);
}
