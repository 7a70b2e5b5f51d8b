namespace Nts.Desktop.Probing;

/// <summary>What a check found.</summary>
/// <param name="Verdict">How it ended.</param>
/// <param name="Seen">What was seen, for a person to read.</param>
internal readonly record struct Finding(Verdict Verdict, string Seen)
{
    public static Finding Pass(string seen) => new(Verdict.Pass, seen);

    public static Finding Fail(string seen) => new(Verdict.Fail, seen);

    public static Finding NotApplicable(string why) => new(Verdict.NotApplicable, why);

    public static Finding Skipped(string why) => new(Verdict.Skipped, why);

    /// <summary>Pass or fail.</summary>
    public static Finding Of(bool isKept, string seen) => isKept ? Pass(seen) : Fail(seen);
}
