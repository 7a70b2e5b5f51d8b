using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Nts.Architecture;

/// <summary>Who may know whom, and where native calls live: the rooms of docs/architecture.md.</summary>
public sealed class RoomTests
{
    private static readonly Dictionary<string, string[]> MayKnow = new()
    {
        ["Nts.Core.Portable"] = [],
        ["Nts.Drivers.Linux"] = ["Nts.Core.Portable"],
        ["Nts.Drivers.OpenSsl"] = ["Nts.Core.Portable"],
        ["Nts.Drivers.Displays"] = ["Nts.Drivers.Linux", "Nts.Core.Portable"],
        ["Nts.Drivers.GpsPps"] = ["Nts.Drivers.Linux", "Nts.Core.Portable"],
        ["Nts.Server"] = ["Nts.Drivers.Linux", "Nts.Drivers.OpenSsl", "Nts.Core.Portable"],
        ["Nts.Simulation"] = ["Nts.Core.Portable"],
        ["Nts.Appliance"] = ["Nts.Server", "Nts.Simulation", "Nts.Drivers.Displays", "Nts.Drivers.GpsPps", "Nts.Drivers.Linux", "Nts.Drivers.OpenSsl", "Nts.Core.Portable"],
        ["Nts.Desktop"] = ["Nts.Server", "Nts.Drivers.OpenSsl", "Nts.Core.Portable"],
    };

    public static TheoryData<string> Projects() => [.. Repository.Files("src", "*.csproj")];

    [Theory]
    [MemberData(nameof(Projects))]
    public void References_OfEveryRoom_FollowTheArrows(string project)
    {
        string name = Path.GetFileNameWithoutExtension(project);
        Assert.True(MayKnow.ContainsKey(name), $"{name} is no room of docs/architecture.md.");
        Assert.Empty(ReferencedProjects(project).Except(MayKnow[name]));
    }

    [Fact]
    public void References_OfTheCore_AreTheBaseClassLibraryAlone() =>
        Assert.Empty(XDocument.Parse(Repository.Read("src/Nts.Core.Portable/Nts.Core.Portable.csproj")).Descendants("PackageReference"));

    [Fact]
    public void NativeCalls_Everywhere_StandInAnInteropFolder()
    {
        string[] native = [.. Repository.Files("src", "*.cs").Where(file => Regex.IsMatch(Repository.Read(file), @"\[(LibraryImport|DllImport)\("))];
        Assert.NotEmpty(native);
        Assert.All(native, file => Assert.Matches(@"^src/Drivers/(Linux|OpenSsl)/Interop/", file));
    }

    [Fact]
    public void WebServer_InTheCode_IsKnownToThePageAlone()
    {
        string[] files = [.. Repository.Files("src", "*.cs").Where(file => Repository.Read(file).Contains("Microsoft.AspNetCore", StringComparison.Ordinal))];
        string[] users = [.. Repository.Files("src", "*.cs").Where(file => Repository.Read(file).Contains("using Nts.Appliance.Web;", StringComparison.Ordinal))];
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.StartsWith("src/Nts.Appliance/Web/", file, StringComparison.Ordinal));
        Assert.Equal(["src/Nts.Appliance/Commands/WebCommand.cs"], users);
    }

    [Theory]
    [InlineData(@"\basync\b|\bTask\b|\bThread\b", "waiting")]
    [InlineData(@"\bSystem\.IO\b|\bSystem\.Net\.\w|\bDns\b", "input and output")] // System.Net itself has IPAddress, a value
    [InlineData(@"\bunsafe\b", "unsafe code")]
    [InlineData(@"\bTimeProvider\b|\bStopwatch\b", "clock reading")]
    [InlineData(@"\bILogger\b|\bConsole\b", "logging")]
    public void Core_EveryFile_IsPure(string pattern, string what)
    {
        string[] offenders = [.. Repository.Files("src/Nts.Core.Portable", "*.cs").Where(file => Regex.IsMatch(WithoutComments(Repository.Read(file)), pattern))];
        Assert.True(offenders.Length == 0, $"The core has no {what}: {string.Join(", ", offenders)}");
    }

    [Fact]
    public void Names_OfProjectsAndFolders_SayWhatIsInside() =>
        Assert.DoesNotContain(
            Repository.Files("src", "*.cs").Concat(Repository.Files("src", "*.csproj")),
            file => Regex.IsMatch(file, @"(Common|Shared|Utils|Helpers?|Manager)[./]", RegexOptions.IgnoreCase));

    [Fact]
    public void Files_OfCode_StaySmall() =>
        Assert.All(
            Repository.Files("src", "*.cs").Concat(Repository.Files("tests", "*.cs")),
            file => Assert.True(Repository.Read(file).Count(c => c == '\n') <= 400, $"{file} has more than 400 lines."));

    [Fact]
    public void Projects_OfTheSolution_AreAllThatExist() =>
        Assert.Equal(
            Repository.Files("src", "*.csproj").Concat(Repository.Files("tests", "*.csproj")).Concat(Repository.Files("bench", "*.csproj")).Order(StringComparer.Ordinal),
            XDocument.Parse(Repository.Read("Nts.slnx")).Descendants("Project").Select(p => p.Attribute("Path")!.Value).Order(StringComparer.Ordinal));

    private static IEnumerable<string> ReferencedProjects(string project) =>
        XDocument.Parse(Repository.Read(project)).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

    private static string WithoutComments(string code) => Regex.Replace(code, @"//[^\n]*", "");
}
