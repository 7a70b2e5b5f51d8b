using System.Linq;
using System.Text;
using Nts.Drivers.Linux;

namespace Nts.Appliance.Hardware;

/// <summary>The image's config.txt, out of the pin map.</summary>
internal static class BootConfigDocument
{
    /// <summary>The file.</summary>
    public static string Render()
    {
        int pulse = PinMap.PulseGpio;
        StringBuilder text = new();
        text.Append($"""
            # What the Raspberry Pi's firmware is told of the header. Made from hardware/pins.ini: change it there.
            # The receiver: its TXD on pin {Pin("txd")}, RXD on pin {Pin("rxd")}, PPS on pin {Pin("pps")} (GPIO {pulse}). The kernel's messages stay off
            # its serial port as long as cmdline.txt names no console but tty0 or tty1.

            """);
        foreach (PinMapBoard board in PinMap.Boards)
        {
            text.Append($"\n# {board.Name} ({board.Models}): the good UART to the header, as /dev/{board.Port}\n[{board.Filter}]\n");
            board.Config.ToList().ForEach(line => text.Append(line).Append('\n'));
        }

        text.Append($"""

            [all]
            # The pulse needs no line: with 'pulse = gpio:{pulse}', the default, the time server takes the pin itself.
            # Only for 'pulse = /dev/pps0' or another program that wants one:
            #dtoverlay=pps-gpio,gpiopin={pulse}

            # A battery-backed clock on pins 3 and 5: one of these. (The Raspberry Pi 5 has one of its own, the Compute Module 4 IO board
            # one that needs no line.)

            """);
        foreach (PinMapClock clock in PinMap.Clocks.Where(clock => clock.IsOnImage))
        {
            text.Append($"#dtoverlay=i2c-rtc,{clock.Chip}\n");
        }

        return text.ToString();
    }

    private static int Pin(string wire) => PinMap.Wire("receiver", wire).Pin;
}
