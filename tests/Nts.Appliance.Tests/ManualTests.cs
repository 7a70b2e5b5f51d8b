using System.Diagnostics;
using System.Linq;
using Nts.Appliance.Configuration;
using Nts.Configuration;
using Nts.Manuals;

namespace Nts.Appliance;

/// <summary>Man pages and completion, written from the command tree and the settings (NTS_UPDATE_DOCS=1), and held against man and bash.</summary>
public sealed class ManualTests
{
    private static readonly string Page = Documents.Of("image", "man", "nts-appliance.8");
    private static readonly string ConfigurationPage = Documents.Of("image", "man", "nts-appliance.conf.5");
    private static readonly string Completion = Documents.Of("image", "bash-completion", "nts-appliance");

    [Fact]
    public void Page_OfTheCommands_IsWhatTheProgramHas() => Documents.Compare(Page, CommandPage.Begin(Program.Root(), "nts-appliance", 8, "System Manager's Manual")
        .Section("Exit status")
        .Item("0", "All is well.")
        .Item("1", "Something needs attention: not synchronised, a problem found, a limit broken.")
        .Item("2", "The command line or the configuration is wrong, or no timekeeper runs.")
        .Section("Signals")
        .Item("SIGHUP", "The timekeeper reads its configuration and its files again; what needs a restart is named in the log.")
        .Item("SIGTERM, SIGINT", "It ends, and remembers what it has learnt.")
        .Section("Files")
        .Item(ConfigurationPlace.OfBootPartition, "The configuration, if it is there.")
        .Item(ConfigurationPlace.OfSystem, "Else the configuration.")
        .Item(new ApplianceConfiguration().StateDirectory, "Keys, certificates, and what was learnt of receiver and clock.")
        .Item(new ApplianceConfiguration().RunDirectory, "The published state, once a second.")
        .Section("See also").Paragraph("nts-appliance.conf(5), nts(1), chronyc(1)").ToString());

    [Fact]
    public void ConfigurationPage_OfTheSettings_IsWhatTheProgramReads()
    {
        Roff page = new Roff("nts-appliance.conf", 5, "File Formats Manual")
            .Section("Name").Paragraph("nts-appliance.conf - what the time server is told")
            .Section("Description")
            .Paragraph($"An INI file: {ConfigurationPlace.OfBootPartition}, else {ConfigurationPlace.OfSystem}. '#' and ';' start a comment. Every key has a default; without any file the defaults hold.")
            .Break().Paragraph("What is marked with (reload) is taken over by SIGHUP, the rest by a restart. To look at a file without using it: nts-appliance check-config.");
        foreach (IGrouping<string, Setting<ApplianceConfiguration>> section in Settings.All.GroupBy(setting => setting.Section))
        {
            page.Section($"[{section.Key}]");
            foreach (Setting<ApplianceConfiguration> setting in section)
            {
                page.Item($"{setting.Key} = {setting.Default}".TrimEnd(), SampleConfiguration.Plain(setting.Description) + (setting.AppliesOnReload ? " (reload)" : ""));
            }
        }

        Documents.Compare(ConfigurationPage, page
            .Section("Example").Example("[receiver]\nport = /dev/ttyAMA0\npulse = gpio:18\n[ntp]\nallow = 192.168.0.0/16, fd00::/8\n[nts-ke]\nnames = auto, time.example.org")
            .Section("See also").Paragraph("nts-appliance(8)").ToString());
    }

    [Fact]
    public void Completion_OfTheCommands_IsWhatTheProgramHas() => Documents.Compare(Completion, CommandPage.Bash(Program.Root(), "nts-appliance"));

    [SkippableTheory]
    [InlineData("nts-appliance.8")]
    [InlineData("nts-appliance.conf.5")]
    [InlineData("nts.1")]
    public void Pages_ByMan_HaveNoWarning(string name)
    {
        (int code, string output, string error) = Run("man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", Documents.Of("image", "man", name));
        Assert.Equal((0, ""), (code, error));
        Assert.NotEmpty(output);
    }

    [SkippableTheory]
    [InlineData("nts-appliance tr", "tracking")]
    [InlineData("nts-appliance che", "check check-config")]
    [InlineData("nts-appliance tracking --st", "--status-file")]
    [InlineData("nts-appliance --help clients --j", "--json")]
    [InlineData("nts-appliance check-config /et", "")]
    public void Completion_ByBash_GivesTheWords(string line, string expected)
    {
        string script = $"source '{Completion}'; COMP_WORDS=({line}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _nts_appliance; echo \"${{COMPREPLY[*]}}\"";
        (int code, string output, string error) = Run("bash", "-c", script);
        Assert.Equal((0, expected, ""), (code, output.Trim(), error));
    }

    private static (int Code, string Output, string Error) Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            System.Threading.Tasks.Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, error.GetAwaiter().GetResult());
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Skip.If(true, $"{program} is not installed");
            throw;
        }
    }
}
