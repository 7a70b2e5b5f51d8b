using System;
using Nts.Time;

namespace Nts.Ntp;

/// <summary>A datagram as it came to the server, with what is known of its arrival.</summary>
public readonly ref struct NtpRequest
{
    /// <summary>The datagram's octets; anything at all.</summary>
    public required ReadOnlySpan<byte> Datagram { get; init; }

    /// <summary>When it came, by the clock that is served.</summary>
    public required PosixTime ReceivedAt { get; init; }

    /// <summary>Who sent it, or whoever it pretends to come from.</summary>
    public ClientAddress From { get; init; }

    /// <summary>The UDP port that it came from.</summary>
    public ushort FromPort { get; init; }

    /// <summary>When it was taken, by a clock that nobody steps: what rates are measured with. One reading does for a batch.</summary>
    public MonotonicTime TakenAt { get; init; }
}
