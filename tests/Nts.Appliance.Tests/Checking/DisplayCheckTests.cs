using System.Collections.Generic;
using System.Linq;
using Nts.Appliance.Configuration;

namespace Nts.Appliance.Checking;

public sealed class DisplayCheckTests
{
    private static readonly DisplayConfiguration Oled = new() { Kind = DisplayKind.Ssd1306 };
    private static readonly DisplayConfiguration Digits = new() { Kind = DisplayKind.Max7219 };

    [Fact]
    public void Of_NoDisplay_SaysNothing()
    {
        using MadeUpMachine machine = new();
        Assert.Empty(Check(machine, new(), "gpio:18"));
    }

    [Theory]
    [InlineData("", "add the line dtparam=i2c_arm=on below [all] in /boot/firmware/config.txt and reboot; add i2c-dev to /etc/modules")]
    [InlineData("dtparam=i2c_arm=on", "/boot/firmware/config.txt switches it on: reboot; if it still is not there, sudo modprobe i2c-dev")]
    public void Of_MissingBusOfARaspberryPi_SaysHowToSwitchItOn(string config, string next)
    {
        using MadeUpMachine machine = new();
        Finding finding = Assert.Single(Check(machine.Pi("5 Model B", "bcm2712", config), Oled, "gpio:18"));
        Assert.Equal((FindingLevel.Problem, "there is no /dev/i2c-1", next), (finding.Level, finding.Text, finding.NextStep));
    }

    [Fact]
    public void Of_MissingBusElsewhere_NamesTheModule()
    {
        using MadeUpMachine machine = new();
        Assert.Equal("load the module spidev (sudo modprobe spidev), or give another device", Assert.Single(Check(machine, Digits, "gpio:18")).NextStep);
    }

    [Fact]
    public void Of_BusThatIsThere_IsWell()
    {
        using MadeUpMachine machine = new();
        Assert.Equal(FindingLevel.Ok, Assert.Single(Check(machine.File("/dev/i2c-1"), Oled, "gpio:18")).Level);
    }

    [Fact]
    public void Of_BusForOthers_NamesTheGroup()
    {
        using MadeUpMachine made = new();
        Machine machine = new(made.File("/dev/spidev0.0").Root) { MayUse = _ => false };
        Assert.Contains("group spi", Assert.Single(DisplayCheck.Of(machine, Digits, "gpio:18")).NextStep, System.StringComparison.Ordinal);
    }

    [Fact]
    public void Of_PulseOnAPinOfTheBus_IsAProblem()
    {
        using MadeUpMachine machine = new();
        machine.Pi("4 Model B", "bcm2711", "dtparam=spi=on").File("/dev/spidev0.0");
        Assert.Contains("GPIO 8", Check(machine, Digits, "gpio:8").Last().Text, System.StringComparison.Ordinal);
        Assert.Single(Check(machine, Digits, "gpio:18"));
    }

    private static List<Finding> Check(MadeUpMachine machine, DisplayConfiguration display, string pulse) =>
        [.. DisplayCheck.Of(new(machine.Root) { MayUse = _ => true }, display, pulse)];
}
