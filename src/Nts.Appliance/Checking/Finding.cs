namespace Nts.Appliance.Checking;

/// <summary>One line of <c>nts-appliance check</c>.</summary>
/// <param name="Level">How much it matters.</param>
/// <param name="Item">What was looked at, in a word or two.</param>
/// <param name="Text">What is so, with names and numbers.</param>
/// <param name="NextStep">The next thing to try; null when there is nothing to do.</param>
internal sealed record Finding(FindingLevel Level, string Item, string Text, string? NextStep = null)
{
    /// <summary>As it should be.</summary>
    public static Finding Ok(string item, string text) => new(FindingLevel.Ok, item, text);

    /// <summary>Good to know.</summary>
    public static Finding Note(string item, string text, string? nextStep = null) => new(FindingLevel.Note, item, text, nextStep);

    /// <summary>Stands in the way.</summary>
    public static Finding Problem(string item, string text, string nextStep) => new(FindingLevel.Problem, item, text, nextStep);
}
