using System;
using System.Globalization;
using System.Threading;
using Nts.Discipline;
using Nts.Drivers.GpsPps;
using Nts.Drivers.Linux;

namespace Nts.Vm;

/// <summary>What runs inside the virtual machine: holds the drivers against a real kernel.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["gpio", string chip, string number, string pull]:
                return CheckLine(chip, Number(number), new SimulatedLine(pull));
            case ["pps", string device, string pull]:
                using (PpsDevice source = PpsDevice.Open(device, EdgeDirection.Rising))
                {
                    return new EdgeCheck(new SimulatedLine(pull), source.Wait).Run(keepsEvents: false);
                }

            case ["ktimer", string device]:
                using (PpsDevice source = PpsDevice.Open(device, EdgeDirection.Rising))
                {
                    return new TimerCheck(source).Run();
                }

            case ["modem", string port, string otherEnd]:
                return new ModemCheck(port, otherEnd).Run();
            case ["latency", "gpio", string chip, string number, string pull]:
                using (GpioLine source = GpioLine.Open(chip, Number(number), EdgeDirection.Rising, LineBias.AsIs))
                {
                    return new LatencyCheck(new SimulatedLine(pull), source.Wait).Run("gpio");
                }

            case ["latency", "pps", string device, string pull]:
                using (PpsDevice source = PpsDevice.Open(device, EdgeDirection.Rising))
                {
                    return new LatencyCheck(new SimulatedLine(pull), source.Wait).Run("pps");
                }

            case ["steer", string name, string seconds, string windows, string limit, string file, string port, string baudRate, string pull, .. string[] options]:
                SteerCheck.Forget();
                using (World world = new(port, Number(baudRate), new SimulatedLine(pull), WorldOptions.Parse(options)))
                {
                    return new SteerCheck(world).Run(name, Number(seconds), windows, double.Parse(limit, CultureInfo.InvariantCulture), file);
                }

            case ["world", string port, string baudRate, string pull, .. string[] options]:
                using (new World(port, Number(baudRate), new SimulatedLine(pull), WorldOptions.Parse(options)))
                {
                    new ManualResetEventSlim().Wait();
                    return 0;
                }

            case ["receiver", string port, string otherEnd, string baudRate, string chip, string number, string pull]:
                using (World world = new(otherEnd, Number(baudRate), new SimulatedLine(pull), new WorldOptions()))
                using (ReceiverCheck check = new(world))
                {
                    return check.Run(port, Number(baudRate), PulseInput.Gpio(chip, Number(number), EdgeDirection.Rising));
                }

            default:
                Console.Error.WriteLine("usage: nts-vm gpio CHIP LINE PULL | pps DEVICE PULL | ktimer DEVICE | modem PORT OTHER-END | world PORT BAUD PULL OPTION... | latency gpio CHIP LINE PULL | latency pps DEVICE PULL | steer NAME SECONDS WINDOWS LIMIT FILE PORT BAUD PULL OPTION... | receiver PORT OTHER-END BAUD CHIP LINE PULL");
                return 2;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static int CheckLine(string chip, int number, SimulatedLine pull)
    {
        int failures;
        using (GpioLine line = GpioLine.Open(chip, number, EdgeDirection.Rising, LineBias.AsIs))
        {
            failures = new EdgeCheck(pull, line.Wait).Run(keepsEvents: true)
                + Refused(chip, number, "taken") + Refused(chip, 8, "lines 0 to 7") + Refused("no-such-chip", 0, chip);
        }

        return failures + CheckBothEdges(chip, number, pull);
    }

    /// <summary>Both edges of pulses, in order and without a gap.</summary>
    private static int CheckBothEdges(string chip, int number, SimulatedLine pull)
    {
        Complaints complaints = new();
        pull.Fall();
        using GpioLine line = GpioLine.Open(chip, number, direction: null, LineBias.AsIs);
        StampedEdge? last = null;
        foreach (EdgeDirection direction in (EdgeDirection[])[EdgeDirection.Rising, EdgeDirection.Falling, EdgeDirection.Rising, EdgeDirection.Falling])
        {
            Action change = direction is EdgeDirection.Rising ? pull.Raise : pull.Fall;
            change();
            EdgeStatus status = line.Wait(TimeSpan.FromSeconds(10), out StampedEdge edge);
            Console.WriteLine($"  {status} {edge.Direction} sequence {edge.Sequence}");
            complaints.Expect(status is EdgeStatus.Edge && edge.Direction == direction, $"the line's change is an edge, {direction}");
            complaints.Expect(last is not StampedEdge one || (edge.Sequence == one.Sequence + 1 && edge.KernelTime > one.KernelTime), "the edges follow each other");
            last = edge;
        }

        return complaints.Count;
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
