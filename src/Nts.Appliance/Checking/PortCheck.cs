using System;
using System.Linq;
using Nts.Drivers.GpsPps;
using Nts.Drivers.Linux;

namespace Nts.Appliance.Checking;

/// <summary>Whether the receiver's serial port is there, for us, and for us alone.</summary>
internal static class PortCheck
{
    private const string Item = "port";
    private static readonly string[] Patterns = ["serial*", "ttyAMA*", "ttyUSB*", "ttyACM*"];

    /// <summary>Looks at a port.</summary>
    /// <param name="machine">Where.</param>
    /// <param name="port">Its path.</param>
    public static Finding Of(Machine machine, string port)
    {
        if (!machine.Exists(port))
        {
            return Finding.Problem(Item, $"there is no {port}", NextStep(machine));
        }

        string device = machine.RealPath(port);
        string name = device == port ? port : $"{port} ({device})";
        return PortHolder.Of(device, machine.Root) is { } holder
                ? Held(holder.Explain(name))
            : !machine.MayUse(port)
                ? Finding.Problem(Item, $"this user may not use {name}", "run this as root, or add the user to the port's group: sudo usermod -aG dialout USER, then log in anew")
            : Finding.Ok(Item, $"{name} is there, and nobody else is seen to use it");
    }

    /// <summary>Looks for a port at which the receiver may be found. One that works is enough.</summary>
    /// <param name="machine">Where.</param>
    public static Finding OfAny(Machine machine)
    {
        Finding[] findings = [.. Ports(machine).Select(port => Of(machine, port))];
        return findings.FirstOrDefault(finding => finding.Level is FindingLevel.Ok) ?? findings.FirstOrDefault() ?? Finding.Problem(Item, "there is no serial port", NextStep(machine));
    }

    private static string[] Ports(Machine machine) => [.. Patterns.SelectMany(pattern => machine.Entries("/dev", pattern)).Where(path => path.AsSpan().ContainsAnyInRange('0', '9'))];

    private static Finding Held(Explanation explanation) => Finding.Problem(Item, explanation.Sentence, explanation.NextStep!);

    private static string NextStep(Machine machine)
    {
        if (RaspberryPi.Of(machine) is { } pi && BootFiles.Of(machine, pi) is { } boot)
        {
            return HeaderUart.IsOn(pi, boot) ? $"reboot: {boot.Folder}/config.txt switches the header's port on" : HeaderUart.SwitchOn(pi, boot);
        }

        string[] ports = Ports(machine);
        return ports.Length > 0 ? $"set [receiver] port to one of those that are there: {string.Join(", ", ports)}" : "plug the receiver in";
    }
}
