using Nts.Manuals;

namespace Nts.Appliance.Hardware;

/// <summary>What is made from hardware/pins.ini says what it says.</summary>
public sealed class HardwareDocumentsTests
{
    [Fact]
    public void BootConfig_OfTheImage_IsWhatThePinMapSays() => Documents.Compare(Documents.Of("image", "boot", "config.txt"), BootConfigDocument.Render());

    [Theory]
    [InlineData("wiring.svg", "A receiver on a Raspberry Pi’s header", "receiver")]
    [InlineData("wiring-clock.svg", "A receiver and a battery-backed clock", "receiver", "clock")]
    public void Diagram_OfTheWires_IsWhatThePinMapSays(string file, string title, params string[] devices) =>
        Documents.Compare(Documents.Of("hardware", file), WiringDiagram.Render(title, devices));

    [Theory]
    [InlineData("wires of the receiver")]
    [InlineData("wires of the clock")]
    [InlineData("boards")]
    [InlineData("hats")]
    [InlineData("clocks")]
    public void Table_InTheGuide_IsWhatThePinMapSays(string name) => Documents.CompareBetween(Documents.Of("hardware", "README.md"), name, HardwareTables.Of(name));
}
