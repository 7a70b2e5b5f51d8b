using System;
using System.Collections.Generic;
using System.IO;
using Nts.Appliance.Configuration;
using Nts.Drivers.Linux;

namespace Nts.Appliance.Checking;

/// <summary>Whether the bus of a display is there for it.</summary>
internal static class DisplayCheck
{
    private const string Item = "display";

    /// <summary>The first SPI bus of the header: chip selects, data and clock.</summary>
    private static readonly int[] SpiPins = [7, 8, 9, 10, 11];

    private static readonly int[] I2cPins = [2, 3];

    /// <summary>Looks at it; says nothing where no display is configured.</summary>
    /// <param name="machine">Where.</param>
    /// <param name="display">The display, as configured.</param>
    /// <param name="pulse">Where the pulse comes from, as configured.</param>
    public static IEnumerable<Finding> Of(Machine machine, DisplayConfiguration display, string pulse)
    {
        if (display.Kind is DisplayKind.None)
        {
            yield break;
        }

        bool isSpi = display.Kind is DisplayKind.Max7219;
        (string name, string group) = isSpi ? ("SPI", "spi") : ("I²C", "i2c");
        if (machine.RealPath(display.Bus) is var bus && !machine.Exists(bus))
        {
            yield return Finding.Problem(Item, $"there is no {display.Bus}", SwitchOn(machine, isSpi));
        }
        else if (!machine.MayUse(bus))
        {
            yield return Finding.Note(Item, $"this user may not use {display.Bus}", $"add the user to the group {group}, or start the display by its systemd unit, which is in it");
        }
        else
        {
            yield return Finding.Ok(Item, $"{display.Bus} is there; whether the display answers, `nts-appliance display` says");
        }

        string file = Path.GetFileName(display.Bus);
        bool isHeader = RaspberryPi.Of(machine) is not null && (isSpi ? file.StartsWith("spidev0.", StringComparison.Ordinal) : file == "i2c-1");
        if (isHeader && PulseSetting.Parse(pulse) is { Kind: "gpio" or "irq" or "poll", Number: var pin } && Array.IndexOf(isSpi ? SpiPins : I2cPins, pin) >= 0)
        {
            yield return Finding.Problem(Item, $"GPIO {pin}, where the pulse comes in, belongs to {name}", $"wire the pulse to another pin, such as GPIO {PinMap.PulseGpio}");
        }
    }

    private static string SwitchOn(Machine machine, bool isSpi)
    {
        (string parameter, string module) = isSpi ? ("spi", "spidev") : ("i2c_arm", "i2c-dev");
        if (RaspberryPi.Of(machine) is not { } pi || BootFiles.Of(machine, pi) is not { } boot)
        {
            return $"load the module {module} (sudo modprobe {module}), or give another device";
        }

        return boot.HasParameter(parameter)
            ? $"{boot.Folder}/config.txt switches it on: reboot; if it still is not there, sudo modprobe {module}"
            : $"add the line dtparam={parameter}=on below [all] in {boot.Folder}/config.txt and reboot{(isSpi ? "" : $"; add {module} to /etc/modules")}";
    }
}
