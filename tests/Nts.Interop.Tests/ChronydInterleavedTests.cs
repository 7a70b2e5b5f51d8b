using System;
using System.Threading.Tasks;
using Nts.Interop.Harness;
using Xunit.Abstractions;

namespace Nts.Interop;

/// <summary>chronyd with <c>xleave</c> as a client of the appliance (RFC 9769).</summary>
public sealed class ChronydInterleavedTests(LockedAppliance appliance, ITestOutputHelper output) : IClassFixture<LockedAppliance>
{
    private const int Polls = 40;

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ChronydClient_WithXleave_UsesInterleavedModeWithKernelStamps(bool isNts)
    {
        ChronyReport interleaved = await Poll(isNts, isInterleaved: true);
        Assert.True(interleaved is { Selected: true, Interleaved: true, Stamps: ("Kernel", "Kernel") }, interleaved.ToString());
        Assert.Equal(isNts, interleaved.Authenticated);
        Assert.InRange(interleaved.Valid, interleaved.Sent - 2, interleaved.Sent);
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ChronydClient_WithoutXleave_StaysInBasicMode(bool isNts)
    {
        ChronyReport basic = await Poll(isNts, isInterleaved: false);
        Assert.True(basic is { Selected: true, Interleaved: false }, basic.ToString());
    }

    private async Task<ChronyReport> Poll(bool isNts, bool isInterleaved)
    {
        string? ca = isNts ? appliance.Certificates.Ca : null;
        using Chronyd client = Chronyd.InterleavedClient(Place.Loopback, appliance.Address, ca, isInterleaved);
        ChronyReport report = await Wait.Until(
            60,
            client.Report,
            r => r.Sent >= Polls && r.Selected && r.Interleaved == isInterleaved,
            r => $"{r}\n{client.Process.Log}\n{appliance.Log}");
        output.WriteLine(FormattableString.Invariant(
            $"nts {isNts}, xleave {isInterleaved}: peer delay {report.Delay * 1e6:0.0} us, response time {report.ResponseTime * 1e6:0.0} us"));
        return report;
    }
}
