using Nts.Time;

namespace Nts.Ntp;

/// <summary>What is known of a datagram beside its octets.</summary>
public struct NtpArrival
{
    /// <summary>Its octets. One that was too long shows as one more than the longest of interest.</summary>
    public int Length { get; set; }

    /// <summary>The UDP port that it came from.</summary>
    public ushort FromPort { get; set; }

    /// <summary>Who sent it, or whoever it pretends to come from.</summary>
    public ClientAddress From { get; set; }

    /// <summary>When it came, by the machine's clock.</summary>
    public PosixTime ReceivedAt { get; set; }
}
