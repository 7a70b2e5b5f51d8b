using System;
using System.Threading.Tasks;
using Nts.Interop.Harness;

namespace Nts.Interop;

/// <summary>Whom the appliance answers, with chronyd as a client. Each test has an address of its own, because rates are counted by address.</summary>
public sealed class PolicyOfApplianceTests(StrictAppliance appliance) : IClassFixture<StrictAppliance>
{
    private const double MaxOffset = 0.2e-3;

    [SkippableTheory]
    [InlineData(1, 4)]
    [InlineData(2, 4)]
    [InlineData(3, 4)]
    [InlineData(3, 3)]
    [InlineData(5, 4)]
    [InlineData(5, 3)]
    [InlineData(6, 4)]
    [InlineData(6, 3)]
    public async Task ChronydAsk_WithSymmetricKey_OffsetIsSmall(int key, int version)
    {
        string lines = $"keyfile {appliance.KeyFile}\nbindacqaddress 127.0.1.{(10 * key) + version}";
        OneShot answer = await Chronyd.Ask(Place.Loopback, appliance.Address, ca: null, $"key {key} version {version}", lines);

        Assert.True(Math.Abs(answer.Offset ?? double.NaN) < MaxOffset, $"{answer.Outcome}\n{appliance.Log}");
    }

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task ChronydAsk_InAnOldVersion_OffsetIsSmall(int version)
    {
        OneShot answer = await Chronyd.Ask(
            Place.Loopback, appliance.Address, ca: null, $"version {version}", $"bindacqaddress 127.0.2.{version}");

        Assert.True(Math.Abs(answer.Offset ?? double.NaN) < MaxOffset, $"{answer.Outcome}\n{appliance.Log}");
    }

    [SkippableTheory]
    [InlineData(false, "access-denied")]
    [InlineData(true, "deny-kiss")]
    public async Task ChronydAsk_FromADeniedAddress_FindsNoTime(bool overNts, string counter)
    {
        long before = await appliance.NtpCounter(counter);
        OneShot answer = await Chronyd.Ask(
            Place.Loopback, appliance.Address, overNts ? appliance.Certificates.Ca : null, lines: $"bindacqaddress {StrictAppliance.Denied}");

        Assert.Null(answer.Offset);
        Assert.True(await appliance.NtpCounter(counter) > before, $"{answer.Outcome}\n{appliance.Log}");
    }

    [SkippableFact]
    public async Task ChronydClient_PollingTooOften_IsToldAuthenticallyAndKeepsNts()
    {
        using Chronyd client = Chronyd.Client(
            Place.Loopback, appliance.Address, appliance.Certificates.Ca, poll: -4, lines: "bindacqaddress 127.0.3.1");

        // chronyd logs a RATE only if its authenticator is right; then it slows down.
        ChronyReport report = await Wait.Until(
            90, client.Report, r => r.Sent >= 60 && client.Process.Log.Contains("Received KoD RATE", StringComparison.Ordinal), r => $"{r}\n{client.Process.Log}\n{appliance.Log}");
        Assert.True(report is { Authenticated: true, Naks: 0, Cookies: >= 1 }, $"{report}\n{client.Process.Log}");

        // No cookies were lost for good, no keys were established anew, and time still comes.
        ChronyReport later = await Wait.Until(
            60, client.Report, r => r.Good >= report.Good + 5, r => $"{r}\n{client.Process.Log}\n{appliance.Log}");
        Assert.True(later is { Authenticated: true, Naks: 0, Cookies: >= 1 }, $"{later}\n{client.Process.Log}");
        Assert.True(await appliance.NtpCounter("rate-kiss") > 0);
    }
}
