using Nts.Drivers.GpsPps;

namespace Nts.Appliance.Checking;

/// <summary>A machine as the sandboxed service sees it: without the processes of others.</summary>
public sealed class HiddenProcessesTests
{
    [Fact]
    public void Explain_ProcessesAreHidden_FindsTheServiceByItsControlGroup()
    {
        using MadeUpMachine machine = new();
        machine.Process(812, "nts-appliance").File("/sys/fs/cgroup/system.slice/chrony.service/cgroup.procs", "");

        Explanation others = ClockDaemons.Explain(new Machine(machine.Root))!.Value;

        Assert.Equal("another program steers the clock: chrony (its service runs)", others.Sentence);
        Assert.Equal("sudo systemctl disable --now chrony", others.NextStep);
    }

    [Fact]
    public void Explain_ProcessesAreSeen_DoesNotAskTheControlGroups()
    {
        using MadeUpMachine machine = new();
        machine.Process(1, "systemd").Process(812, "nts-appliance").File("/sys/fs/cgroup/system.slice/chrony.service/cgroup.procs", "");

        Assert.Null(ClockDaemons.Explain(new Machine(machine.Root)));
    }
}
