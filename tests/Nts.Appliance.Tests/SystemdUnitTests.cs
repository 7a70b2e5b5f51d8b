using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Nts.TestKit;

namespace Nts.Appliance;

/// <summary>The units that are installed, as systemd's own tool judges them.</summary>
public sealed partial class SystemdUnitTests
{
    private const double MostExposed = 2.0;

    public static TheoryData<string> Services() => ["nts-appliance.service", "nts-appliance-web.service", "nts-appliance-display.service"];

    [SkippableTheory]
    [MemberData(nameof(Services))]
    public async Task Exposure_OfService_IsBelowTwo(string name)
    {
        Skip.IfNot(ExternalProgram.IsInstalled("systemd-analyze"), "systemd-analyze is not installed");

        ExternalProgram judged = await ExternalProgram.RunAsync("systemd-analyze", ["security", "--offline=yes", "--no-pager", Unit(name)]);

        Match level = Level().Match(judged.Text);
        Assert.True(level.Success, judged.Text);
        Assert.True(double.Parse(level.Groups[1].Value, CultureInfo.InvariantCulture) < MostExposed, judged.Text);
    }

    /// <summary>systemd ignores what it does not understand; only the program is not installed here.</summary>
    [SkippableTheory]
    [InlineData("nts-appliance.service")]
    [InlineData("nts-appliance-web.service")]
    [InlineData("nts-appliance-display.service")]
    [InlineData("nts-appliance.socket")]
    public async Task Verify_OfUnit_FindsNothingButThatTheProgramIsNotInstalled(string name)
    {
        Skip.IfNot(ExternalProgram.IsInstalled("systemd-analyze"), "systemd-analyze is not installed");

        ExternalProgram verified = await ExternalProgram.RunAsync("systemd-analyze", ["verify", "--man=no", Unit(name)]);

        IEnumerable<string> complaints = verified.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.Contains("nts-appliance", StringComparison.Ordinal) && !line.Contains("is not executable", StringComparison.Ordinal));
        Assert.Empty(complaints);
    }

    private static string Unit(string name)
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Nts.slnx")))
        {
            folder = folder.Parent!;
        }

        return Path.Combine(folder.FullName, "image", "systemd", name);
    }

    [GeneratedRegex(@"Overall exposure level for \S+: (\d+\.\d)")]
    private static partial Regex Level();
}
