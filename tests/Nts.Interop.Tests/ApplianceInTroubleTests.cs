using System.Threading.Tasks;
using Nts.Interop.Harness;

namespace Nts.Interop;

/// <summary>What clients see of an appliance that does not know the time, or has lost its keys.</summary>
public sealed class ApplianceInTroubleTests
{
    [SkippableFact]
    public async Task ChronydClient_WithoutReceiver_HearsUnsynchronisedAndDoesNotFollow()
    {
        using TempDirectory directory = new();
        LabCertificates certificates = new(directory);
        ServerAddress address = new(Place.Loopback.Address, FreePort.Udp(), FreePort.Tcp());
        using Appliance server = await Appliance.Run(Place.Loopback, address, certificates, hasReceiver: false).Unlocked();
        using Chronyd client = Chronyd.Client(Place.Loopback, address, certificates.Ca);

        ChronyReport report = await Wait.Until(
            40, client.Report, r => r.Authenticated && r.Sent >= 20, r => $"{r}\n{client.Process.Log}\n{server.Process.Log}");

        Assert.True(report is { Leap: "Not synchronised", Selected: false, Reach: "0", Good: 0 }, report.ToString());
    }

    [SkippableFact]
    public async Task ChronydClient_AfterLossOfTheCookieKeys_IsToldAndRecovers()
    {
        using TempDirectory directory = new();
        LabCertificates certificates = new(directory);
        ServerAddress address = new(Place.Loopback.Address, FreePort.Udp(), FreePort.Tcp());
        using Appliance before = await Appliance.Run(Place.Loopback, address, certificates).Locked();
        using Chronyd client = Chronyd.Client(Place.Loopback, address, certificates.Ca, poll: 1);
        await Wait.Until(30, client.Report, r => r is { Selected: true, Cookies: 8 }, r => $"{r}\n{client.Process.Log}");

        before.Process.Stop();
        using Appliance after = await Appliance.Run(Place.Loopback, address, certificates).Locked();
        ChronyReport report = await Wait.Until(
            60, client.Report, r => r is { Selected: true, Reach: "377", Cookies: 8 }, r => $"{r}\n{client.Process.Log}\n{after.Process.Log}");

        // Not silence, which would cost all eight cookies: the first NAK makes chronyd establish new keys.
        Assert.InRange(await after.NtpCounter("cookie-key-unknown"), 1, 3);
        Assert.Equal(0, report.Naks);
    }
}
