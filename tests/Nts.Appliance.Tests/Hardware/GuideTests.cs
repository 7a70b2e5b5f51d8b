using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Nts.Appliance.Checking;
using Nts.Appliance.Configuration;
using Nts.Appliance.Status;
using Nts.Appliance.Web;
using Nts.Appliance.Web.Pages;
using Nts.Configuration;
using Nts.Drivers.Linux;
using Nts.Manuals;

namespace Nts.Appliance.Hardware;

/// <summary>What the hardware guide quotes of the program is what the program has: settings, commands, and what it says. In a quotation … stands for anything.</summary>
public sealed class GuideTests
{
    /// <summary>What is not ours: other programs' commands, files and output.</summary>
    private static readonly string[] Others =
    [
        "sudo ", "chronyc ", "ethtool ", "vcgencmd ", "apt ", "server ", "EEE status", "rx-usecs", "offset 0", "Std Dev",
        "pps-gpio", "pps-rp1", "systemd-timesyncd", "nts-appliance",
    ];

    private static readonly string[] Said = [.. WhatTheProgramSays()];

    public static TheoryData<string> Pages => [.. Directory.EnumerateFiles(Documents.Of("hardware"), "*.md").Select(path => Path.GetFileName(path)).Order()];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Settings_InTheGuide_AreUnderstood(string page)
    {
        Assert.All(Blocks(page, "ini"), block => Assert.Empty(ConfigurationReader.Read(block).Problems));
        Assert.All(Spans(page).Select(span => Regex.Match(span, "^([a-z]+(?:-[a-z]+)*) = (.+)$")).Where(match => match.Success), match =>
        {
            Setting<ApplianceConfiguration> setting = Assert.Single(Settings.All, setting => setting.Key == match.Groups[1].Value);
            Assert.Empty(ConfigurationReader.Read($"[{setting.Section}]\n{match.Value}").Problems);
        });
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Commands_InTheGuide_Exist(string page)
    {
        IEnumerable<string> lines = Blocks(page, "sh").SelectMany(block => block.Split('\n')).Concat(Spans(page)).Select(line => line.Split('|')[0].Trim());
        foreach (string[] words in lines.Select(line => line.Replace("sudo ", "", StringComparison.Ordinal).Split(' ')).Where(words => words.Length > 1))
        {
            if (words[0] == "nts-appliance")
            {
                Command command = Assert.Single(Program.Root().Subcommands, command => command.Name == words[1]);
                Assert.All(words.Where(word => word.StartsWith("--", StringComparison.Ordinal)), option => Assert.Contains(command.Options, known => known.Name == option));
            }
            else if (words[0] == "nts")
            {
                string manual = File.ReadAllText(Documents.Of("image", "man", "nts.1")).Replace("\\-", "-", StringComparison.Ordinal);
                string section = manual[manual.IndexOf($".SS \"nts {words[1]} ", StringComparison.Ordinal)..];
                section = section[..section.IndexOf(".SS", 3, StringComparison.Ordinal)];
                Assert.All(words.Where(word => word.StartsWith('-')), option => Assert.Contains(option, section, StringComparison.Ordinal));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Sentences_InTheGuide_AreSaid(string page)
    {
        Assert.All(Blocks(page, "text").SelectMany(block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries)), line => Assert.True(IsSaid($"^{Pattern(line)}$"), $"nothing says: {line}"));
        IEnumerable<string> spans = Spans(page).Where(span => Regex.IsMatch(span, "^[A-Za-z]+-[a-z-]+$|^[A-Za-z0-9]+,? .*[a-z]") && !span.Contains(" = ", StringComparison.Ordinal));
        Assert.All(spans.Where(span => !Others.Any(other => span.StartsWith(other, StringComparison.Ordinal))), span =>
            Assert.True(Settings.All.Any(setting => setting.Key == span) || IsSaid(Pattern(span)), $"nothing says, and no key is: {span}"));
    }

    private static bool IsSaid(string pattern) => Said.Any(line => Regex.IsMatch(line, pattern));

    private static string Pattern(string quotation) => Regex.Escape(quotation).Replace("…", ".*", StringComparison.Ordinal);

    private static IEnumerable<string> Blocks(string page, string language) =>
        Regex.Matches(File.ReadAllText(Documents.Of("hardware", page)), $"^```{language}\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline).Select(match => match.Groups[1].Value);

    private static IEnumerable<string> Spans(string page)
    {
        string text = Regex.Replace(File.ReadAllText(Documents.Of("hardware", page)), "^```.*?^```$", "", RegexOptions.Multiline | RegexOptions.Singleline);
        return Regex.Matches(text, "`([^`\n]+)`").Select(match => match.Groups[1].Value);
    }

    /// <summary>docs/troubleshooting.md has every state and finding, written by tests that produce them; the rest is produced here.</summary>
    private static IEnumerable<string> WhatTheProgramSays()
    {
        StatusDocument[] states = [ExampleStatus.Locked(), ExampleStatus.Holdover(), ExampleStatus.NotLocked()];
        PinMapBoard board = PinMap.Boards[0];
        using MadeUpMachine machine = new();
        machine.Pi("3 Model B", board.Soc, string.Join('\n', board.Config)).Port(board.Port).File("/dev/gpiochip0");
        Machine healthy = new(machine.Root) { MayUse = _ => true };
        string port = "/dev/" + board.Port;
        string pulse = new ApplianceConfiguration().PulseSource;
        Finding[] findings =
        [
            Finding.Ok("configuration", "…"), PortCheck.Of(healthy, port), .. BootCheck.Of(healthy, port, pulse), PulseCheck.Of(healthy, pulse), ClockDaemons.Check(healthy),
        ];
        return
        [
            .. File.ReadAllText(Documents.Of("docs", "troubleshooting.md")).Replace("/dev/ttyTEST", port, StringComparison.Ordinal).Split('\n').SelectMany(line => line.Split('|')).Select(cell => cell.Trim()),
            .. states.SelectMany(status => (string[])[.. StatusText.Render(status).Split('\n'), .. ReceiverText.Render(status).Split('\n'), HeroSection.Headline(new StatusView(default, status, null))]),
            .. findings.Select(CheckText.Render),
            .. File.ReadAllLines(Documents.Of("docs", "nts.md")),
        ];
    }
}
