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

    /// <summary>By what the kernel calls them, at most 15 letters long: the service that starts them where nothing else is known of it.</summary>
    private static readonly Dictionary<string, string> Names = new()
    {
        ["chronyd"] = "chrony",
        ["ntpd"] = "ntp",
        ["openntpd"] = "openntpd",
        ["systemd-timesyn"] = "systemd-timesyncd",
        ["ntp-daemon"] = "ntpd-rs",
        ["phc2sys"] = "phc2sys",
        ["ptpd"] = "ptpd",
        ["sfptpd"] = "sfptpd",
        ["statime"] = "statime",
        ["timemaster"] = "timemaster",
    };

    /// <summary>Those that steer it if they are set up to: to be blamed only when somebody is seen to do it.</summary>
    private static readonly Dictionary<string, string> Suspects = new()
    {
        ["ptp4l"] = "ptp4l",
        ["vmtoolsd"] = "open-vm-tools",
        ["VBoxService"] = "virtualbox-guest-utils",
        ["qemu-ga"] = "qemu-guest-agent",
        ["prltoolsd"] = "prltoolsd",
        ["satpulsed"] = "satpulse",
        ["ntpdate"] = "ntpdate",
        ["sntp"] = "sntp",
        ["ntpdig"] = "ntpdig",
    };

    /// <summary>Those that run: <c>chronyd (process 812)</c>. One that was told to leave the clock alone (<c>chronyd -x</c>) is none.</summary>
    public static IEnumerable<(string Description, string Unit)> Running(Machine machine) => Find(machine, Names);

    /// <summary>That others steer the clock, and how to stop them; null when none does.</summary>
    public static Explanation? Explain(Machine machine)
    {
        (string Description, string Unit)[] running = [.. Running(machine)];
        return running.Length == 0 ? null : new(
            $"another program steers the clock: {string.Join(", ", running.Select(daemon => daemon.Description))}", Stop(running));
    }

    /// <summary>Who it may be that has just changed the clock.</summary>
    public static Explanation Blame(Machine machine)
    {
        (string Description, string Unit)[] running = [.. Running(machine)];
        bool isClear = running.Length > 0;
        running = isClear ? running : [.. Find(machine, Suspects)];
        return running.Length == 0
            ? new("no running program is known for it, so it was one that sets the clock and ends (date, timedatectl, ntpdate, hwclock), or the machine's hypervisor", "look for it among the timers and cron jobs, and turn the hypervisor's time synchronisation off")
            : new($"{(isClear ? "it is" : "it may be")} {string.Join(", ", running.Select(daemon => daemon.Description))}", Stop(running));
    }

    /// <summary>A line of the check.</summary>
    public static Finding Check(Machine machine) => Explain(machine) is { } others
        ? Finding.Problem(Item, others.Sentence, others.NextStep!)
        : Finding.Ok(Item, "no other program is seen to steer the clock");

    private static string Stop((string Description, string Unit)[] running) =>
        "sudo systemctl disable --now " + string.Join(' ', running.Select(daemon => daemon.Unit).Distinct());

    private static IEnumerable<(string Description, string Unit)> Find(Machine machine, Dictionary<string, string> names)
    {
        foreach (string process in machine.Entries("/proc", "*").Where(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            string name = machine.Read(process + "/comm")?.TrimEnd() ?? "";
            if (names.TryGetValue(name, out string? usual) && !(machine.Read(process + "/cmdline") ?? "").Split('\0').Contains("-x"))
            {
                yield return ($"{(usual == "systemd-timesyncd" ? usual : name)} (process {Path.GetFileName(process)})", ServiceOf(machine, process) ?? usual);
            }
        }

        // To the sandboxed service the processes of others are hidden, but not the control groups of their services.
        bool isHidden = machine.Exists("/proc") && !machine.Exists("/proc/1");
        foreach (string unit in names.Values.Append("ntpsec").Where(unit => isHidden && names == Names && machine.Exists($"/sys/fs/cgroup/system.slice/{unit}.service")))
        {
            yield return ($"{unit} (its service runs)", unit);
        }
    }

    /// <summary>The service that a process belongs to, from its control group: <c>0::/system.slice/ntpsec.service</c>.</summary>
    private static string? ServiceOf(Machine machine, string process) => (machine.Read(process + "/cgroup") ?? "")
        .Split('\n', '/').LastOrDefault(part => part.EndsWith(".service", System.StringComparison.Ordinal)) is { } unit ? unit[..^".service".Length] : null;
}
