namespace Nts.Appliance.Commands;

/// <summary>What <c>nts-appliance record --json</c> prints at its end.</summary>
/// <param name="File">The recording.</param>
/// <param name="Bytes">Bytes of the receiver in it.</param>
/// <param name="Edges">Edges of the pulse in it.</param>
/// <param name="FileBytes">How large it is.</param>
/// <param name="IsPositionRemoved">Whether everything that tells where the antenna is was blanked.</param>
internal sealed record RecordOutcome(string File, long Bytes, long Edges, long FileBytes, bool IsPositionRemoved);
