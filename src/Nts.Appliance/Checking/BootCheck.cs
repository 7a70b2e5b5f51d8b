using System.Collections.Generic;
using System.IO;
using System.Linq;
using Nts.Appliance.Configuration;

namespace Nts.Appliance.Checking;

/// <summary>Whether a Raspberry Pi's boot files give the receiver's pins to the receiver.</summary>
internal static class BootCheck
{
    private const string Item = "boot files";

    /// <summary>Looks at them; says nothing on other machines.</summary>
    /// <param name="machine">Where.</param>
    /// <param name="port">The receiver's port, as configured.</param>
    /// <param name="pulse">Where the pulse comes from, as configured.</param>
    public static IEnumerable<Finding> Of(Machine machine, string port, string pulse)
    {
        if (RaspberryPi.Of(machine) is not { } pi)
        {
            return [];
        }

        if (BootFiles.Of(machine, pi) is not { } boot)
        {
            return [Finding.Note(Item, $"{pi.Model}, but there is no /boot/firmware/config.txt to look at")];
        }

        // Who lets the port be found most likely has the receiver on the header.
        string sought = port != ApplianceConfiguration.Found ? port : pi.Generation is PiGeneration.Five ? $"/dev/{pi.Board.Port}" : $"/dev/{Serial0(boot, pi)}";
        string device = Path.GetFileName(machine.RealPath(sought));
        Finding[] findings = [.. Console(boot, pi, device), .. Uart(boot, pi, device), .. Pin(boot, pulse)];
        return findings.Length > 0 ? findings : [Finding.Ok(Item, $"{pi.Model}: {boot.Folder}/config.txt and {boot.CommandLineFile} leave the receiver alone")];
    }

    private static IEnumerable<Finding> Console(BootFiles boot, RaspberryPi pi, string device)
    {
        return boot.Consoles.Where(console => (console == "serial0" ? Serial0(boot, pi) : console) == device).Select(console => Finding.Problem(
            Item,
            $"{boot.CommandLineFile} has console={console}: the kernel writes its messages to the receiver on {device}, and offers it a login",
            $"take console={console},... out of {boot.Folder}/{boot.CommandLineFile}, keep console=tty1, and reboot"));
    }

    /// <summary>The port that the firmware takes for serial0. On a 5 that is the header's as soon as it is switched on, although /dev/serial0 is another.</summary>
    private static string Serial0(BootFiles boot, RaspberryPi pi) => pi.Generation is PiGeneration.Five ? HeaderUart.IsOn(pi, boot) ? "ttyAMA0" : "ttyAMA10"
        : HeaderUart.HasPlainUart(boot) ? "ttyAMA0" : "ttyS0";

    private static IEnumerable<Finding> Uart(BootFiles boot, RaspberryPi pi, string device)
    {
        if (pi.Generation is PiGeneration.Five)
        {
            if (device == "ttyAMA10")
            {
                yield return Finding.Problem(Item, "ttyAMA10 is the small debug connector of this model, not the header", HeaderUart.SwitchOn(pi, boot));
            }

            if (boot.HasOverlay("disable-bt"))
            {
                yield return Finding.Note(Item, "dtoverlay=disable-bt gives the header nothing on this model: Bluetooth has a port of its own");
            }
        }
        else if (!HeaderUart.HasPlainUart(boot) && device == "ttyAMA0")
        {
            yield return Finding.Problem(Item, "ttyAMA0 belongs to Bluetooth on models that have it", HeaderUart.SwitchOn(pi, boot) + "; and sudo systemctl disable hciuart");
        }
        else if (device == "ttyS0")
        {
            yield return Finding.Note(Item, "ttyS0 is the mini UART, whose baud rate follows the processor's clock", HeaderUart.SwitchOn(pi, boot));
        }
    }

    private static IEnumerable<Finding> Pin(BootFiles boot, string pulse)
    {
        if (pulse.EndsWith(":18", System.StringComparison.Ordinal) && boot.HasParameter("i2s"))
        {
            yield return Finding.Problem(Item, "dtparam=i2s=on takes GPIO 18 for sound, where the pulse comes in", $"take it out of {boot.Folder}/config.txt and reboot, or wire the pulse to another pin");
        }
    }
}
