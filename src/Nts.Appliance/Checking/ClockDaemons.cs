using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Nts.Drivers.GpsPps;

namespace Nts.Appliance.Checking;

/// <summary>Programs that steer the machine's clock.</summary>
internal static class ClockDaemons
{
    private const string Item = "other clocks";

    /// <summary>As the kernel calls them, at most 15 letters long.</summary>
    private static readonly Dictionary<string, string> Names = new()
    {
        ["chronyd"] = "chrony",
        ["ntpd"] = "ntp",
        ["systemd-timesyn"] = "systemd-timesyncd",
        ["ntp-daemon"] = "ntpd-rs",
        ["phc2sys"] = "phc2sys",
    };

    /// <summary>Those that run: <c>chronyd (process 812)</c>. One that was told to leave the clock alone (<c>chronyd -x</c>) is none.</summary>
    public static IEnumerable<(string Description, string Unit)> Running(Machine machine)
    {
        foreach (string process in machine.Entries("/proc", "*").Where(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            string name = machine.Read(process + "/comm")?.TrimEnd() ?? "";
            if (Names.TryGetValue(name, out string? unit) && !(machine.Read(process + "/cmdline") ?? "").Split('\0').Contains("-x"))
            {
                yield return ($"{(unit == "systemd-timesyncd" ? unit : name)} (process {Path.GetFileName(process)})", unit);
            }
        }
    }

    /// <summary>That others steer the clock, and how to stop them; null when none does.</summary>
    public static Explanation? Explain(Machine machine)
    {
        (string Description, string Unit)[] running = [.. Running(machine)];
        return running.Length == 0 ? null : new(
            $"another program steers the clock: {string.Join(", ", running.Select(daemon => daemon.Description))}",
            "sudo systemctl disable --now " + string.Join(' ', running.Select(daemon => daemon.Unit).Distinct()));
    }

    /// <summary>A line of the check.</summary>
    public static Finding Check(Machine machine) => Explain(machine) is { } others
        ? Finding.Problem(Item, others.Sentence, others.NextStep!)
        : Finding.Ok(Item, "no other program is seen to steer the clock");
}
