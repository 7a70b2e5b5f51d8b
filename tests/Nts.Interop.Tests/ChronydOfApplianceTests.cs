using System;
using System.Threading.Tasks;
using Nts.Interop.Harness;

namespace Nts.Interop;

/// <summary>chronyd as a client of the appliance, whose true time is the machine's clock.</summary>
public sealed class ChronydOfApplianceTests(LockedAppliance appliance) : IClassFixture<LockedAppliance>
{
    private const double MaxOffset = 0.2e-3;

    [SkippableFact]
    public async Task ChronydAsk_OverNts_OffsetIsSmall()
    {
        OneShot answer = await Chronyd.Ask(Place.Loopback, appliance.Address, appliance.Certificates.Ca);

        Assert.True(Math.Abs(answer.Offset ?? double.NaN) < MaxOffset, $"{answer.Outcome}\n{appliance.Log}");
    }

    [SkippableFact]
    public async Task ChronydAsk_WithoutNts_OffsetIsSmall()
    {
        OneShot answer = await Chronyd.Ask(Place.Loopback, appliance.Address, ca: null);

        Assert.True(Math.Abs(answer.Offset ?? double.NaN) < MaxOffset, $"{answer.Outcome}\n{appliance.Log}");
    }

    [SkippableFact]
    public async Task ChronydAsk_WithUntrustedCa_FindsNoTime()
    {
        OneShot answer = await Chronyd.Ask(Place.Loopback, appliance.Address, appliance.Certificates.OtherCa);

        Assert.Null(answer.Offset);
    }

    [SkippableFact]
    public async Task ChronydClient_ForAHundredPolls_KeepsItsCookies()
    {
        using Chronyd client = Chronyd.Client(Place.Loopback, appliance.Address, appliance.Certificates.Ca);

        ChronyReport report = await Wait.Until(
            60, client.Report, r => r.Sent >= 100 && r.Reach == "377", r => $"{r}\n{client.Process.Log}\n{appliance.Log}");

        Assert.True(report is { Selected: true, Authenticated: true, Naks: 0, Cookies: 8, Aead: 15, CookieLength: <= 100 }, report.ToString());
        Assert.InRange(report.Valid, report.Sent - 2, report.Sent);
    }

    [Fact]
    public async Task NtsClient_OfOurOwn_PrintsStratumAndOffset()
    {
        Outcome outcome = await NtsClient.Ask(Place.Loopback, appliance.Address, appliance.Certificates.Ca);

        NtsClient.AssertGood(outcome, stratum: 1);
    }
}
