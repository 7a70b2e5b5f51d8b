using Nts.Time;

namespace Nts.Ntp;

/// <summary>What became of one request.</summary>
/// <param name="Action">Whether to send the reply.</param>
/// <param name="Reason">Why; one counter each.</param>
/// <param name="Length">Octets of the reply, never more than the request had; 0 for a dropped request.</param>
public readonly record struct RespondResult(RespondAction Action, RespondReason Reason, int Length)
{
    /// <summary>Whether the reply is in interleaved mode (RFC 9769).</summary>
    public bool IsInterleaved { get; init; }

    /// <summary>What to tell <see cref="InterleavedTimes.Complete"/> the time by which the reply leaves; zero when nobody will ask for it.</summary>
    public NtpTimestamp KeptReceiveTime { get; init; }
}
