using System.Collections.Generic;
using Nts.Drivers.GpsPps.Simulation;
using Nts.Time;

namespace Nts.Appliance.Configuration;

public sealed class OutageSettingTests
{
    [Fact]
    public void Parse_Several_GivesThemAll()
    {
        IReadOnlyList<SimulatedOutage>? outages = OutageSetting.Parse("antenna after 20s for 1m,  fix after 5m for 0.5h");
        Assert.Equal(
            [
                new SimulatedOutage(SimulatedOutageKind.NoAntenna, NtpDuration.FromSeconds(20), NtpDuration.FromSeconds(60)),
                new SimulatedOutage(SimulatedOutageKind.NoFix, NtpDuration.FromSeconds(300), NtpDuration.FromSeconds(1800)),
            ],
            outages!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("antenna")]
    [InlineData("antenna after 20s")]
    [InlineData("antenna after 20 for 30s")]
    [InlineData("antenna after 0s for 30s")]
    [InlineData("cable after 20s for 30s")]
    [InlineData("antenna after 20s for 30s,")]
    [InlineData("antenna after 20s for 30s again")]
    public void Parse_SomethingElse_IsRefused(string value) => Assert.Null(OutageSetting.Parse(value));
}
