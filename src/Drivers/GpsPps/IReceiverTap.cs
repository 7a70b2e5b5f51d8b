using System;
using Nts.Discipline;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>Gets a copy of all that comes from a receiver, before anything is made of it.</summary>
/// <remarks>Called under the receiver's lock, one call at a time: return soon, allocate nothing.</remarks>
public interface IReceiverTap
{
    /// <summary>Bytes came from the port.</summary>
    /// <param name="bytes">Good during the call.</param>
    /// <param name="arrivedAt">When the first of them arrived.</param>
    void OnBytes(ReadOnlySpan<byte> bytes, MonotonicTime arrivedAt);

    /// <summary>An edge came from the pulse input.</summary>
    void OnEdge(in PulseEdge edge);

    /// <summary>Something happened to a device that explains what comes or does not; seldom.</summary>
    void OnNote(MonotonicTime at, string text);
}
