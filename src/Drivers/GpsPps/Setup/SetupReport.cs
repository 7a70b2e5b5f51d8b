using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Nts.Drivers.GpsPps.Setup;

/// <summary>What became of the commands that make a receiver fit for timing.</summary>
/// <param name="IsLeftAsItIs">It is of a make whose commands are not known here, or it does not hear us: nothing was changed.</param>
/// <param name="Accepted">Commands that the receiver obeyed, or whose effect was seen.</param>
/// <param name="Refused">Names of those that it refused.</param>
/// <param name="Unanswered">Names of those that it did not answer.</param>
public sealed record SetupReport(bool IsLeftAsItIs, int Accepted, IReadOnlyList<string> Refused, IReadOnlyList<string> Unanswered)
{
    /// <summary>The report on commands that were answered, or not. Questions count only when nothing came back.</summary>
    internal static SetupReport Of(IReadOnlyList<SetupCommand> commands, bool isLeftAsItIs)
    {
        return new SetupReport(
            isLeftAsItIs,
            commands.Count(c => c.Answer is SetupAnswer.Accepted && !c.IsQuestion),
            NamesOf(c => c.Answer is SetupAnswer.Refused && !c.IsQuestion),
            NamesOf(c => c.Answer is SetupAnswer.Unanswered));

        string[] NamesOf(Func<SetupCommand, bool> which) => [.. commands.Where(which).Select(c => c.Name).Distinct()];
    }

    /// <summary>The same in plain words.</summary>
    public override string ToString() => IsLeftAsItIs
        ? "left as it is: it answers no command of u-blox, MediaTek and CASIC, so either it is of another make or our TX is not wired to its RX"
        : string.Create(CultureInfo.InvariantCulture, $"set up, {Accepted} commands accepted{Names(", refused: ", Refused)}{Names(", no answer to: ", Unanswered)}");

    private static string Names(string what, IReadOnlyList<string> names) => names.Count == 0 ? "" : what + string.Join(", ", names);
}
