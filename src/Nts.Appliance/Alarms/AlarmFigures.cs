using System.Collections.Generic;

namespace Nts.Appliance.Alarms;

/// <summary>What the alarms did since the start of their process.</summary>
/// <param name="Levels">The level of each alarm; 0 for well.</param>
/// <param name="Events">How often each event was told.</param>
/// <param name="Runs">What became of runs of the owner's command; empty when there is none.</param>
/// <param name="Coalesced">Events that were overtaken by a later one of the same alarm while the command ran for another.</param>
internal sealed record AlarmFigures(
    IReadOnlyList<KeyValuePair<string, long>> Levels, IReadOnlyList<KeyValuePair<string, long>> Events, IReadOnlyList<KeyValuePair<string, long>> Runs, long Coalesced);
