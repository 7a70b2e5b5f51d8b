namespace Nts.Configuration;

/// <summary>Something wrong in a configuration file.</summary>
/// <param name="Line">The line number, counted from 1; 0 when it is about the file as a whole.</param>
/// <param name="Reason">What is wrong.</param>
/// <param name="Fix">What would most likely mend it.</param>
public sealed record ConfigurationProblem(int Line, string Reason, string Fix)
{
    /// <summary>One line for a person: <c>line 4: unknown key 'prot': did you mean 'port'?</c></summary>
    public override string ToString() => (Line > 0 ? $"line {Line}: " : "") + Reason + ": " + Fix;
}
