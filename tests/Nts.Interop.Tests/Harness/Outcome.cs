namespace Nts.Interop.Harness;

/// <summary>What a program that ran to its end left.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Errors">Its standard error.</param>
internal sealed record Outcome(int ExitCode, string Output, string Errors)
{
    /// <inheritdoc/>
    public override string ToString() => $"exit code {ExitCode}\n--- standard output\n{Output}--- standard error\n{Errors}";
}
