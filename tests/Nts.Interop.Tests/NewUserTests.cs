using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Nts.Interop.Harness;

namespace Nts.Interop;

/// <summary>The way of somebody who has the README alone: demo, its page, and the page's lines in a client on another machine. Each step is timed, and none has a limit of its own.</summary>
public sealed partial class NewUserTests
{
    [SkippableFact]
    public async Task PastedLines_FromThePageOfTheDemo_MakeChronydAnAuthenticatedClientOnAnotherMachine()
    {
        Skip.IfNot(File.Exists("/usr/bin/curl"), "curl is not installed");
        using TempDirectory directory = new();
        using VethPair network = await VethPair.Create();
        List<string> times = [];
        Stopwatch step = Stopwatch.StartNew();
        using Appliance demo = Appliance.Demo(network.Server, directory["demo"], seconds: 180, isListening: true);

        string site = $"http://{network.Server.Address}:18080/";
        await Wait.Until(60, () => Curl(network.Client, site), page => page.Contains("<h1", StringComparison.Ordinal), page => $"the page\n{page}\n{demo.Process.Log}");
        Lap("demo started, its page is there");
        string page = await Wait.Until(
            90, () => Curl(network.Client, site), page => page.Contains(">Locked, ", StringComparison.Ordinal) && page.Contains("chrony-trust", StringComparison.Ordinal), page => $"locked\n{page}\n{demo.Process.Log}");
        Lap("the page says locked");

        // As they stand there, but for the directory, which belongs to this machine's own chronyd, and the privilege that it would need.
        string here = directory["chrony/"];
        Directory.CreateDirectory(here);
        string Paste(string id) => Lines(page, id).Replace("/etc/chrony/", here, StringComparison.Ordinal).Replace("sudo ", "", StringComparison.Ordinal);
        Outcome trust = await ChildProcess.Run(network.Client, "/bin/sh", "-ec", Paste("chrony-trust"));
        Assert.Equal(0, trust.ExitCode);
        string fingerprint = WebUtility.HtmlDecode(Fingerprint().Match(page).Groups[1].Value);
        Assert.EndsWith("=" + fingerprint, trust.Output.Trim(), StringComparison.OrdinalIgnoreCase);
        Lap("its authority is fetched, the fingerprint is that of the page");

        using Chronyd client = Chronyd.Pasted(network.Client, Paste("chrony-lines"));
        ChronyReport report = await Wait.Until(60, client.Report, r => r.Selected, r => $"{r}\n{client.Process.Log}\n{demo.Process.Log}");
        Lap("chronyd follows the box, authenticated");
        Assert.True(report is { Selected: true, Authenticated: true, Naks: 0, Aead: 15 }, report.ToString());
        Assert.InRange(report.Offset, -0.2e-3, 0.2e-3);
        await File.WriteAllLinesAsync(Programs.Artifact("new-user.txt"), times);

        void Lap(string what)
        {
            times.Add(FormattableString.Invariant($"{step.Elapsed.TotalSeconds,6:0.0} s  {what}"));
            step.Restart();
        }
    }

    private static async Task<string> Curl(Place place, string address) => (await ChildProcess.Run(place, "/usr/bin/curl", "-s", "-m", "10", address)).Output;

    private static string Lines(string page, string id) => WebUtility.HtmlDecode(Regex.Match(page, $"<pre id=\"{id}\"[^>]*>(.*?)</pre>", RegexOptions.Singleline).Groups[1].Value);

    [GeneratedRegex("<code id=\"fingerprint\">([^<]*)</code>")]
    private static partial Regex Fingerprint();
}
