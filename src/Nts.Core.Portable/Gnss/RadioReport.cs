namespace Nts.Gnss;

/// <summary>How the receiver's radio is: antenna, interference, counterfeit signals. Null where the message does not tell.</summary>
/// <param name="MessageKind">The message it came in.</param>
/// <param name="Antenna">The worst of all the receiver's inputs.</param>
/// <param name="Jamming">The worst of all the receiver's inputs.</param>
/// <param name="Spoofing">Counterfeit signals.</param>
/// <param name="JammingIndicator">Continuous wave interference, 0 (none) to 255 (strong).</param>
public readonly record struct RadioReport(
    MessageKind MessageKind,
    AntennaState? Antenna,
    JammingState? Jamming,
    SpoofingState? Spoofing,
    int? JammingIndicator);
