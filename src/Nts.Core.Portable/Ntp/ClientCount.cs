using Nts.Time;

namespace Nts.Ntp;

/// <summary>What came from one client since it has been in the list.</summary>
/// <param name="From">Its address, or the first one of its network.</param>
/// <param name="Requests">Packets, good or bad.</param>
/// <param name="Nts">Those of them that NTS vouched for and that were answered.</param>
/// <param name="Dropped">Those of them that got no reply.</param>
/// <param name="FirstAt">When the first one came.</param>
/// <param name="LastAt">When the last one came.</param>
public readonly record struct ClientCount(ClientAddress From, long Requests, long Nts, long Dropped, MonotonicTime FirstAt, MonotonicTime LastAt)
{
    /// <summary>What two threads know of the same client, put together.</summary>
    public ClientCount And(in ClientCount other) => this with
    {
        Requests = Requests + other.Requests,
        Nts = Nts + other.Nts,
        Dropped = Dropped + other.Dropped,
        FirstAt = FirstAt < other.FirstAt ? FirstAt : other.FirstAt,
        LastAt = LastAt > other.LastAt ? LastAt : other.LastAt,
    };
}
