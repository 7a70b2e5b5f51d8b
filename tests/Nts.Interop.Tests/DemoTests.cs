using System;
using System.Threading.Tasks;
using Nts.Interop.Harness;

namespace Nts.Interop;

/// <summary>The demonstration, in a network of its own because its ports are fixed.</summary>
public sealed class DemoTests
{
    [SkippableFact]
    public async Task Demo_ForOneMinute_LocksServesChronydAndEndsWithZero()
    {
        using TempDirectory directory = new();
        using VethPair network = await VethPair.Create();
        Place place = network.Server with { Address = "127.0.0.1" };
        using Appliance demo = await Appliance.Demo(place, directory["demo"], seconds: 60).Locked();

        OneShot answer = await Chronyd.Ask(place, new ServerAddress(place.Address, 11123, 14460), directory["demo/ca.pem"]);
        Outcome end = await demo.Process.Finish(seconds: 90);

        Assert.True(Math.Abs(answer.Offset ?? double.NaN) < 0.2e-3, $"{answer.Outcome}\n{end}");
        Assert.Equal(0, end.ExitCode);
    }
}
