using System;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Nts.Interop.Harness;

namespace Nts.Interop;

/// <summary>Key establishment and NTP on two machines: what rotation and restarts cost a chronyd on a third.</summary>
public sealed class TwoRolesTests
{
    [SkippableFact]
    public async Task ChronydClient_WhileKeysRotate_LosesNoRequest()
    {
        // Its eight cookies are up to eight seconds old when they are used: five rotations. Twenty seconds see all keys change.
        await Rotate(seconds: 20, period: 2);
    }

    /// <summary>The long run of tests/interop/soak.</summary>
    [SkippableFact]
    public async Task ChronydClient_WhileKeysRotateForMinutes_LosesNoRequest()
    {
        Skip.IfNot(
            double.TryParse(Environment.GetEnvironmentVariable("NTS_SOAK_MINUTES"), CultureInfo.InvariantCulture, out double minutes),
            "a long run: start it by tests/interop/soak");
        string report = await Rotate(seconds: minutes * 60, period: 10);
        Directory.CreateDirectory(Programs.Artifact("soak"));
        await File.WriteAllTextAsync(Programs.Artifact("soak/rotation.txt"), report);
    }

    [SkippableFact]
    public async Task ChronydClient_EitherServerRestarted_KeepsKeysAndCookies()
    {
        using TwoRoles roles = await TwoRoles.Start(rotate: "5s");
        using Chronyd client = roles.Client();
        await After(client, roles, valid: 5);

        Assert.Equal("session-answered 1, request-accepted 1", await roles.RestartKeyServer());
        ChronyReport before = await After(client, roles, valid: 8);
        Assert.Equal($"nts {before.Valid}", Near(await roles.RestartNtpServer(), before.Valid));
        ChronyReport report = await After(client, roles, valid: before.Valid + 10);

        Assert.True(report is { Selected: true, Authenticated: true, Naks: 0 }, $"{report}\n{roles}");
        Assert.Equal("nothing yet", await TwoRoles.Stop(roles.KeyServer));
        Assert.Matches(@"^nts \d+$", await TwoRoles.Stop(roles.NtpServer));
    }

    private static async Task<string> Rotate(double seconds, int period)
    {
        using TwoRoles roles = await TwoRoles.Start($"{period}s");
        using Chronyd client = roles.Client();
        await After(client, roles, valid: 4);
        await Task.Delay(TimeSpan.FromSeconds(seconds));

        // Sometimes a request is under way when chronyd is asked; one that was lost stays lost.
        ChronyReport report = await Wait.Until(10, client.Report, r => r.Valid == r.Sent, r => $"all requests answered: {r}\n{client.Process.Log}\n{roles}");
        string served = await TwoRoles.Stop(roles.NtpServer);
        string established = await TwoRoles.Stop(roles.KeyServer);
        int rotations = Regex.Count(roles.NtpServer.Log, "followed to");
        string summary = string.Create(
            CultureInfo.InvariantCulture,
            $"{seconds} s, a rotation every {period} s: {rotations} rotations followed; chronyd sent {report.Sent}, valid {report.Valid}, NAKs {report.Naks}, cookies {report.Cookies}; ntp-server: {served}; ke-server: {established}\n");
        Assert.True(report is { Selected: true, Reach: "377", Authenticated: true, Naks: 0, Cookies: >= 7 }, $"{summary}{report}\n{roles}");
        Assert.Equal("session-answered 1, request-accepted 1", established);
        Assert.Equal($"nts {report.Valid}", Near(served, report.Valid));
        Assert.True(rotations >= (seconds / (period + 1)) - 1, $"{summary}{roles}");
        return summary;
    }

    private static Task<ChronyReport> After(Chronyd client, TwoRoles roles, int valid) =>
        Wait.Until(60, client.Report, r => r.Valid >= valid && r is { Authenticated: true }, r => $"{r}\n{client.Process.Log}\n{roles}");

    /// <summary>The server may have answered a few more until it was stopped.</summary>
    private static string Near(string served, int valid)
    {
        Match match = Regex.Match(served, @"^nts (\d+)$");
        return match.Success && int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) - valid is >= 0 and <= 5 ? $"nts {valid}" : served;
    }
}
