namespace Nts.Gnss;

/// <summary>The receiver's answer to a command (UBX-ACK, PMTK001).</summary>
/// <param name="Maker">Whose command.</param>
/// <param name="Command">UBX: class in the high byte, message in the low one. MediaTek: the number of the command.</param>
/// <param name="IsAccepted">It was obeyed; else refused or unknown to the receiver.</param>
public readonly record struct CommandReport(ReceiverMaker Maker, int Command, bool IsAccepted);
