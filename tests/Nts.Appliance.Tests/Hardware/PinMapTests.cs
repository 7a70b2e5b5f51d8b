using System;
using System.IO;
using System.Linq;
using Nts.Appliance.Checking;
using Nts.Appliance.Configuration;
using Nts.Drivers.Linux;
using Nts.Manuals;

namespace Nts.Appliance.Hardware;

/// <summary>The program agrees with the pin map where it does not read it.</summary>
public sealed class PinMapTests
{
    [Fact]
    public void Pulse_WithoutConfiguration_ComesFromTheWiredPin() => Assert.Equal($"gpio:{PinMap.PulseGpio}", new ApplianceConfiguration().PulseSource);

    /// <summary>With the image's config.txt the check finds nothing to do on any board; without it, what it asks for is the map's.</summary>
    [Theory]
    [InlineData("5 Model B Rev 1.0", "pi5")]
    [InlineData("4 Model B Rev 1.5", "pi4")]
    [InlineData("Compute Module 4 Rev 1.1", "pi4")]
    [InlineData("3 Model B Plus Rev 1.3", "pi3")]
    [InlineData("Zero 2 W Rev 1.0", "pi02")]
    public void Check_WithTheConfigOfTheImage_HasNothingToSay(string model, string filter)
    {
        PinMapBoard board = PinMap.Boards.Single(board => board.Filter == filter);
        using MadeUpMachine good = new();
        good.Pi(model, board.Soc, File.ReadAllText(Documents.Of("image", "boot", "config.txt"))).Port(board.Port);
        Assert.Equal(FindingLevel.Ok, Assert.Single(Check(good, board)).Level);

        using MadeUpMachine bare = new();
        bare.Pi(model, board.Soc, "");
        string next = PortCheck.Of(new Machine(bare.Root) { MayUse = _ => true }, $"/dev/{board.Port}").NextStep!;
        Assert.All(board.Config, line => Assert.Contains(line, next, StringComparison.Ordinal));
    }

    [Fact]
    public void Wires_OfTheReceiver_AreOnPinsThatCanDoIt()
    {
        Assert.Equal(("3V3", "GND", "GPIO15 RXD", "GPIO14 TXD"), (At("vcc"), At("gnd"), At("txd"), At("rxd")));
        Assert.Equal(40, PinMap.Header.Count);
        Assert.Equal(PinMap.Wires.Count, PinMap.Wires.Select(wire => wire.Pin).Distinct().Count());
    }

    private static Finding[] Check(MadeUpMachine machine, PinMapBoard board) =>
        [.. BootCheck.Of(new Machine(machine.Root), $"/dev/{board.Port}", new ApplianceConfiguration().PulseSource)];

    private static string At(string wire) => PinMap.Header[PinMap.Wire("receiver", wire).Pin];
}
