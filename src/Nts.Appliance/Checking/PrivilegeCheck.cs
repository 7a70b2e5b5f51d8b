using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Nts.Appliance.Checking;

/// <summary>Whether a process may do what the timekeeper does.</summary>
internal static class PrivilegeCheck
{
    private const string Item = "privileges";

    // Bit numbers of capabilities(7).
    private const int NetBindService = 10;
    private const int SysTime = 25;

    /// <summary>Looks at a process.</summary>
    /// <param name="machine">Where.</param>
    /// <param name="process">The timekeeper's process id; null when it does not run, then it is about this user.</param>
    /// <param name="steersSystemClock">Whether the machine's clock is to be steered.</param>
    /// <param name="lowestPort">The lowest port that is served.</param>
    public static Finding Of(Machine machine, int? process, bool steersSystemClock, int lowestPort)
    {
        string id = process?.ToString(CultureInfo.InvariantCulture) ?? "self";
        string who = process is null ? "this user" : $"the timekeeper (process {id})";
        if (Effective(machine.Read($"/proc/{id}/status") ?? "") is not { } capabilities)
        {
            return Finding.Note(Item, $"what {who} may do cannot be read");
        }

        bool Has(int bit) => (capabilities >> bit & 1) != 0;
        int firstFree = int.TryParse(machine.Read("/proc/sys/net/ipv4/ip_unprivileged_port_start"), CultureInfo.InvariantCulture, out int start) ? start : 1024;
        List<string> missing = [];
        if (steersSystemClock && !Has(SysTime))
        {
            missing.Add("steer the clock (CAP_SYS_TIME)");
        }

        if (lowestPort < firstFree && !Has(NetBindService))
        {
            missing.Add($"serve port {lowestPort} (CAP_NET_BIND_SERVICE)");
        }

        if (missing.Count > 0)
        {
            string text = $"{who} may not {string.Join(", nor ", missing)}";
            return process is null
                ? Finding.Note(Item, text, "start the timekeeper as root or by its systemd unit, which gives it just these")
                : Finding.Problem(Item, text, "start the timekeeper as root or by its systemd unit, which gives it just these");
        }

        return Finding.Ok(Item, $"{who} may steer the clock and serve its ports");
    }

    private static ulong? Effective(string status)
    {
        string? line = status.Split('\n').FirstOrDefault(line => line.StartsWith("CapEff:", StringComparison.Ordinal));
        return line is not null && ulong.TryParse(line["CapEff:".Length..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong bits) ? bits : null;
    }
}
