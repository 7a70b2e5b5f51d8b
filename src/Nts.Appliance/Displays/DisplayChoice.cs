using System;
using Nts.Appliance.Configuration;
using Nts.Drivers.Displays;
using Nts.Drivers.Linux;

namespace Nts.Appliance.Displays;

/// <summary>The display that a configuration asks for: its language, and how to open the bus to it.</summary>
/// <param name="Chip">Its language.</param>
/// <param name="Open">Opens the bus.</param>
internal sealed record DisplayChoice(IDisplayChip Chip, Func<IRegisterBus> Open)
{
    /// <summary>The display; null for none.</summary>
    public static DisplayChoice? Of(DisplayConfiguration display) => display.Kind switch
    {
        DisplayKind.Max7219 => new(new Max7219(display.Brightness), () => SpiDevice.Open(display.Bus, Max7219.Hertz)),
        DisplayKind.Ht16k33 => new(new Ht16k33(display.Brightness, display.ShowsSeconds), () => I2cDevice.Open(display.Bus, display.Address ?? Ht16k33.Address)),
        DisplayKind.Ssd1306 => new(new Ssd1306(display.Brightness), () => I2cDevice.Open(display.Bus, display.Address ?? Ssd1306.Address)),
        _ => null,
    };
}
