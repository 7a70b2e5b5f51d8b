using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Nts.Interop.Harness;

namespace Nts.Interop;

/// <summary>What the page of a box on the usual ports tells the owner of a client, carried out to the letter beside the file that Debian installs for that client.</summary>
/// <remarks>Some 10 s for each client, and 20 s for the box. No Windows was at hand: its lines are text alone.</remarks>
public sealed class PastedLinesTests(BoxWithPage box) : IClassFixture<BoxWithPage>
{
    [SkippableTheory]
    [InlineData("chrony")]
    [InlineData("ntpsec")]
    [InlineData("ntpd-rs")]
    [InlineData("timesyncd")]
    public async Task PageSteps_OnAFreshDebian_MakeTheClientFollowTheBox(string client)
    {
        Skip.IfNot(File.Exists("/usr/bin/curl"), "curl is not installed");
        string peers = Path.GetDirectoryName(Path.GetDirectoryName(Programs.Peer(client switch { "chrony" => "chronyd", "ntpsec" => "ntpd", "ntpd-rs" => "ntp-daemon", _ => "systemd-timesyncd" }, Programs.Trixie)))!;
        using TempDirectory directory = new();
        Host machine = await box.Neighbour();
        string name = box.Host.Name4;
        string address = Regex.Escape(box.Host.Place.Address);
        string page = await Wait.Until(
            30, async () => (await ChildProcess.Run(machine.Place, "/usr/bin/curl", "-s", $"http://{name}/")).Output, text => text.Contains($"<pre id=\"{client}-lines\"", StringComparison.Ordinal), text => text);

        using ChildProcess running = ChildProcess.Start(machine.Place, Newcomer, client, peers, directory.Write("steps", Steps(page, client)));

        string good = client switch
        {
            "chrony" => $@"^\^,\*,{address},1,",
            "ntpsec" => $@"^\*{address} +\.GPS\. +1 +8 ",
            "ntpd-rs" => $@"^Stratum: 2\n\nSources:\n{Regex.Escape(name)}:4460/{address}:123 \[NTS\] \(1\): ",
            _ => $@"Contacted time server {address}:123 \({Regex.Escape(name)}\)[^$]*\nInitial clock synchronization to ",
        };
        await Wait.Until(60, () => Report(client, peers, running), seen => Regex.IsMatch(seen, good, RegexOptions.Multiline), seen => $"{seen}\n{running.Log}\n{box.Timekeeper.Process.Log}");
        if (client is "chrony")
        {
            Assert.Contains($"{box.Host.Place.Address},NTS,1,", await Ask(running, peers, "chronyc", "-c", "-n", "authdata"), StringComparison.Ordinal);
        }
    }

    private static string Newcomer => Path.Combine(Programs.Artifact(".."), "tests", "interop", "newcomer");

    /// <summary>What the client says of its sources.</summary>
    private static async Task<string> Report(string client, string peers, ChildProcess running)
    {
        Assert.True(running.IsRunning, running.Log);
        return client switch
        {
            "chrony" => await Ask(running, peers, "chronyc", "-c", "-n", "sources"),
            "ntpsec" => await Ask(running, peers, "ntpq", "-n", "-p", "127.0.0.1"),
            "ntpd-rs" => await Ask(running, peers, "ntp-ctl", "status"),
            _ => running.Log,
        };
    }

    private static async Task<string> Ask(ChildProcess running, string peers, string program, params string[] arguments) => (await ChildProcess.Run(
        Place.Loopback, "nsenter", ["--mount", "--net", "--target", $"{running.Id}", Path.Combine(peers, "bin", $"{program}-trixie"), .. arguments])).Output;

    /// <summary>The page's steps for a client as a script: commands as they stand there, and lines into the file that the step names. That the client restarts comes by itself.</summary>
    private static string Steps(string page, string client)
    {
        StringBuilder script = new();
        foreach (Match step in Regex.Matches(page, $"<p>([^<]*)</p><pre id=\"{Regex.Escape(client)}-([a-z]+)\"[^>]*>(.*?)</pre>", RegexOptions.Singleline).Where(step => step.Groups[2].Value != "restart"))
        {
            string lines = WebUtility.HtmlDecode(step.Groups[3].Value);
            script.Append(step.Groups[2].Value != "lines" ? lines + "\n" : $"""
                file={Regex.Match(WebUtility.HtmlDecode(step.Groups[1].Value), @"/etc/[\w./-]*\w").Value}
                mkdir -p "$(dirname "$file")"
                cat >>"$file" <<'END'
                {lines}
                END

                """);
        }

        Assert.Contains("file=/etc/", script.ToString(), StringComparison.Ordinal);
        return script.ToString();
    }
}
