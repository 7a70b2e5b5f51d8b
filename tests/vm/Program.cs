using System;
using System.Globalization;
using Nts.Discipline;
using Nts.Drivers.Linux;

namespace Nts.Vm;

/// <summary>What runs inside the virtual machine: holds the pulse drivers against a real kernel.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["gpio", string chip, string number, string pull]:
                return CheckLine(chip, int.Parse(number, CultureInfo.InvariantCulture), new SimulatedLine(pull));
            case ["pps", string device, string pull]:
                using (PpsDevice source = PpsDevice.Open(device, EdgeDirection.Rising))
                {
                    return new EdgeCheck(new SimulatedLine(pull), source.Wait).Run(keepsEvents: false);
                }

            default:
                Console.Error.WriteLine("usage: nts-vm gpio CHIP LINE PULL | pps DEVICE PULL");
                return 2;
        }
    }

    private static int CheckLine(string chip, int number, SimulatedLine pull)
    {
        using GpioLine line = GpioLine.Open(chip, number, EdgeDirection.Rising, LineBias.AsIs);
        int failures = new EdgeCheck(pull, line.Wait).Run(keepsEvents: true);
        return failures + Refused(chip, number, "taken") + Refused(chip, 8, "lines 0 to 7") + Refused("no-such-chip", 0, chip);
    }

    /// <summary>Such a line must be refused with words that help.</summary>
    private static int Refused(string chip, int number, string expected)
    {
        try
        {
            GpioLine.Open(chip, number, EdgeDirection.Rising, LineBias.AsIs).Dispose();
            Console.WriteLine($"  WRONG: line {number} of {chip} was given");
        }
        catch (LinuxException e)
        {
            Console.WriteLine($"  refused: {e.Message}");
            if (e.Message.Contains(expected, StringComparison.Ordinal))
            {
                return 0;
            }

            Console.WriteLine($"  WRONG: does not say \"{expected}\"");
        }

        return 1;
    }
}
