using System;
using System.IO;
using System.Linq;
using Nts.Drivers.GpsPps.Simulation;
using Nts.Drivers.Linux;

namespace Nts.Appliance.Checking;

public sealed class CheckListTests : IDisposable
{
    private readonly MadeUpMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void Run_ConfigurationWithMistakes_NamesTheirLinesAndGoesOn()
    {
        Finding[] findings = Run("[receiver]\nprot = /dev/ttyAMA0\n");
        Assert.Equal(FindingLevel.Problem, findings[0].Level);
        Assert.Contains("line 2: unknown key 'prot'", findings[0].Text, StringComparison.Ordinal);
        Assert.Equal("did you mean 'port'?", findings[0].NextStep);
        Assert.Contains(findings, finding => finding.Item == "pulse");
    }

    [Fact]
    public void Run_NoConfigurationFile_IsAProblemOfItsOwn()
    {
        Finding first = CheckList.Run(new Machine(_machine.Root), _machine.Root + "/none.conf", false, TimeProvider.System).First();
        Assert.Equal((FindingLevel.Problem, "configuration"), (first.Level, first.Item));
    }

    [Fact]
    public void Run_RealReceiver_LooksAtEveryThing() => Assert.Equal(
        ["configuration", "port", "pulse", "other clocks", "privileges", "secrets", "leap seconds", "timekeeper"],
        Run("[receiver]\nport = /dev/ttyNONE\npulse = /dev/pps0\n").Select(finding => finding.Item));

    [Fact]
    public void Run_SimulatedReceiver_SaysSoAndAsksForNoDevice()
    {
        Finding[] findings = Run("[receiver]\nport = simulated\npulse = simulated\n[clock]\nsteer = software\n");
        Assert.Equal(["configuration", "port", "privileges", "secrets", "leap seconds", "timekeeper"], findings.Select(finding => finding.Item));
        Assert.Contains("SIMULATED", findings[1].Text, StringComparison.Ordinal);
        Assert.DoesNotContain(findings, finding => finding.Level is FindingLevel.Problem);
    }

    [Fact]
    public void Listen_ReceiverThatWorks_HearsItAndIsDoneAtOnce()
    {
        using SimulatedReceiver simulation = new(new SimulatorOptions(), new SystemClock());
        Finding finding = ReceiverCheck.Listen(simulation.Options, TimeSpan.FromMinutes(2));
        Assert.Equal((FindingLevel.Ok, null), (finding.Level, finding.NextStep));
        Assert.StartsWith("pulse and time are paired", finding.Text, StringComparison.Ordinal);
    }

    /// <summary>Without listening, and without what a timekeeper on the testing machine may publish.</summary>
    private Finding[] Run(string configuration)
    {
        string path = Path.Combine(_machine.Root, "appliance.conf");
        File.WriteAllText(path, configuration + $"[state]\nrun-directory = {_machine.Root}/run\n");
        _machine.File("/proc/self/status", "CapEff:\t0000000002000400\n");
        return [.. CheckList.Run(new Machine(_machine.Root), path, listens: true, TimeProvider.System)];
    }
}
