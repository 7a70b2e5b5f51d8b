using System;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace Nts.Interop.Harness;

/// <summary>Our <c>nts client</c> as the program that ships.</summary>
internal static partial class NtsClient
{
    // Half of any delay that this machine's other work may cause; a wrong formula is off by seconds or by a sign.
    private const double MaxOffset = 20e-3;

    /// <summary>Asks a server once.</summary>
    public static Task<Outcome> Ask(Place place, ServerAddress server, string ca) =>
        ChildProcess.Run(
            place,
            Programs.Dotnet,
            Programs.Desktop,
            "client",
            server.Host,
            "--port",
            server.KeyEstablishmentPort.ToString(CultureInfo.InvariantCulture),
            "--cert",
            ca);

    /// <summary>Checks the exit code and the exact form of what was printed.</summary>
    public static void AssertGood(Outcome outcome, int stratum)
    {
        Match found = Report().Match(outcome.Output);
        Assert.True(outcome.ExitCode == 0 && outcome.Errors.Length == 0 && found.Success, outcome.ToString());
        Assert.Equal(stratum, int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture));
        Assert.InRange(Math.Abs(double.Parse(found.Groups[2].Value, CultureInfo.InvariantCulture)), 0, MaxOffset);
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
