namespace Nts.Appliance.Checking;

/// <summary>Findings for a person.</summary>
internal static class CheckText
{
    /// <summary>One line, and below it the next step where there is one.</summary>
    public static string Render(Finding finding)
    {
        string line = $"{Word(finding.Level),-8} {finding.Item,-14} {finding.Text}";
        return finding.NextStep is { } step ? $"{line}\n{"",-23} next: {step}" : line;
    }

    private static string Word(FindingLevel level) => level switch
    {
        FindingLevel.Ok => "ok",
        FindingLevel.Note => "note",
        _ => "PROBLEM",
    };
}
