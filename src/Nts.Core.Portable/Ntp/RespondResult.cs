namespace Nts.Ntp;

/// <summary>What became of one request.</summary>
/// <param name="Action">Whether to send the reply.</param>
/// <param name="Reason">Why; one counter each.</param>
/// <param name="Length">Octets of the reply, never more than the request had; 0 for a dropped request.</param>
public readonly record struct RespondResult(RespondAction Action, RespondReason Reason, int Length);
