using Nts.Drivers.GpsPps;

namespace Nts.Appliance.Checking;

public sealed class ClockDaemonsTests
{
    [Fact]
    public void Explain_ServiceWithANameOfItsOwn_NamesTheService()
    {
        using MadeUpMachine machine = new();
        machine.Process(77, "ntpd").File("/proc/77/cgroup", "0::/system.slice/ntpsec.service\n");
        Assert.Equal("sudo systemctl disable --now ntpsec", ClockDaemons.Explain(new Machine(machine.Root))!.Value.NextStep);
    }

    [Fact]
    public void Explain_VirtualMachinesHelper_IsNoClockProgram()
    {
        using MadeUpMachine machine = new();
        machine.Process(50, "vmtoolsd");
        Assert.Null(ClockDaemons.Explain(new Machine(machine.Root)));
    }

    [Theory]
    [InlineData("vmtoolsd", "it may be vmtoolsd (process 50)", "sudo systemctl disable --now open-vm-tools")]
    [InlineData("chronyd", "it is chronyd (process 50)", "sudo systemctl disable --now chrony")]
    [InlineData("bash", "no running program is known for it", "look for it among the timers")]
    public void Blame_Program_NamesItAsFarAsItIsKnown(string name, string sentence, string next)
    {
        using MadeUpMachine machine = new();
        machine.Process(50, name);
        Explanation who = ClockDaemons.Blame(new Machine(machine.Root));
        Assert.StartsWith(sentence, who.Sentence, System.StringComparison.Ordinal);
        Assert.StartsWith(next, who.NextStep, System.StringComparison.Ordinal);
    }
}
