using System;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace Nts.Interop.Harness;

/// <summary>Our <c>nts client</c> as the program that ships.</summary>
internal static partial class NtsClient
{
    // Far above what a busy machine adds, far below what a wrong formula gives.
    private const double MaxOffset = 0.2;

    // A server's and a client's clock readings are good to this.
    private const double Resolution = 1e-4;

    /// <summary>Asks a server once.</summary>
    public static Task<Outcome> Ask(Place place, ServerAddress server, string ca, params string[] options) =>
        ChildProcess.Run(
            place,
            Programs.Dotnet,
            [Programs.Desktop, "client", server.Host, "--port", $"{server.KeyEstablishmentPort}", "--cert", ca, .. options]);

    /// <summary>Checks the exit code and the exact form of what was printed.</summary>
    public static void AssertGood(Outcome outcome, int stratum)
    {
        Match found = Report().Match(outcome.Output);
        Assert.True(outcome.ExitCode == 0 && outcome.Errors.Length == 0 && found.Success, outcome.ToString());
        Assert.Equal(stratum, int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture));
        Assert.InRange(Math.Abs(double.Parse(found.Groups[2].Value, CultureInfo.InvariantCulture)), 0, MaxOffset);
    }

    /// <summary>Checks what the offset of one exchange between equal clocks cannot exceed: half its round trip (RFC 5905 §8).</summary>
    public static void AssertOffsetWithinHalfTheDelay(Outcome outcome)
    {
        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        using JsonDocument report = JsonDocument.Parse(outcome.Output);
        double offset = report.RootElement.GetProperty("offset").GetDouble();
        double delay = report.RootElement.GetProperty("delay").GetDouble();
        Assert.True(delay > 0 && Math.Abs(offset) <= (delay / 2) + Resolution, outcome.ToString());
    }

    /// <summary>Checks that nothing was printed as a result, and that the reason stands on standard error.</summary>
    public static void AssertFailed(Outcome outcome, string reason)
    {
        Assert.True(outcome.ExitCode == 1 && outcome.Output.Length == 0, outcome.ToString());
        Assert.Contains(reason, outcome.Errors, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\Astratum: (\d+)\noffset: (-?\d+\.\d{6})\n\z")]
    private static partial Regex Report();
}
