using System;
using Nts.Ntp;
using Nts.Time;

namespace Nts.TestKit;

/// <summary>A datagram for a responder, as it came.</summary>
public readonly ref struct NtpRequest
{
    /// <summary>The datagram's octets; anything at all.</summary>
    public required ReadOnlySpan<byte> Datagram { get; init; }

    /// <summary>When it came.</summary>
    public required PosixTime ReceivedAt { get; init; }

    /// <summary>Who sent it.</summary>
    public ClientAddress From { get; init; }

    /// <summary>The UDP port that it came from.</summary>
    public ushort FromPort { get; init; }

    /// <summary>When it was taken, by a clock that nobody steps.</summary>
    public MonotonicTime TakenAt { get; init; }
}
