namespace Nts.Desktop.Probing;

/// <summary>How a check ended.</summary>
internal enum Verdict
{
    /// <summary>The server keeps the rule.</summary>
    Pass,

    /// <summary>It does not.</summary>
    Fail,

    /// <summary>The rule does not bear on this server.</summary>
    NotApplicable,

    /// <summary>It could not be found out.</summary>
    Skipped,
}
