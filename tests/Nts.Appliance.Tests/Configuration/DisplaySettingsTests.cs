using System;

namespace Nts.Appliance.Configuration;

public sealed class DisplaySettingsTests
{
    [Fact]
    public void Read_EverySetting_IsTaken()
    {
        DisplayConfiguration display = ConfigurationReader.Read(
            "[display]\nkind = ht16k33\ndevice = /dev/i2c-3\naddress = 0x71\nbrightness = 15\nzone = Europe/Berlin\ndigits = mm:ss\n").Configuration!.Display;
        Assert.Equal((DisplayKind.Ht16k33, "/dev/i2c-3", 0x71, 15, "Europe/Berlin", true), (display.Kind, display.Bus, display.Address!.Value, display.Brightness, display.Zone.Id, display.ShowsSeconds));
    }

    [Theory]
    [InlineData("max7219", "/dev/spidev0.0")]
    [InlineData("ht16k33", "/dev/i2c-1")]
    [InlineData("ssd1306", "/dev/i2c-1")]
    public void Read_NoDevice_IsTheHeadersFirstBus(string kind, string bus) =>
        Assert.Equal(bus, ConfigurationReader.Read($"[display]\nkind = {kind}\n").Configuration!.Display.Bus);

    [Theory]
    [InlineData("Europe/Nowhere", false, "the display shows UTC in the place of Europe/Nowhere, because this machine has no time zones")]
    [InlineData("UTC", false, null)]
    [InlineData("Europe/Berlin", true, null)]
    public void TakeZone_ByWhatTheMachineKnows_IsTheZoneOrSaysThatItIsUtc(string zone, bool hasZones, string? problem)
    {
        DisplayConfiguration display = new();
        Assert.Null(DisplaySettings.TakeZone(display, zone, hasZones));
        Assert.Equal((problem is null ? zone : "UTC", problem), (display.Zone.Id, display.ZoneProblem?.Reason));
    }

    [Theory]
    [InlineData("kind = lcd", "max7219")]
    [InlineData("device = i2c-1", "an absolute path")]
    [InlineData("address = 0x78", "0x03 to 0x77")]
    [InlineData("address = 2", "0x03 to 0x77")]
    [InlineData("brightness = 16", "0 to 15")]
    [InlineData("zone = Europe/Berln", "'Europe/Berlin'")]
    [InlineData("digits = ss", "hh:mm, mm:ss")]
    public void Read_BadValue_SaysWhatIsExpected(string line, string expected) =>
        Assert.Contains(ConfigurationReader.Read("[display]\n" + line + "\n").Problems, problem => problem.ToString().Contains(expected, StringComparison.Ordinal));
}
