using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using Nts.Configuration;

namespace Nts.Appliance.Configuration;

/// <summary>What the installed <c>nts-appliance.socket</c> opens: with it, the timekeeper opens nothing itself, so that it must agree with the configuration.</summary>
/// <param name="Udp">Its <c>ListenDatagram</c> lines.</param>
/// <param name="Tcp">Its <c>ListenStream</c> lines.</param>
internal sealed record SocketUnit(IReadOnlyList<IPEndPoint> Udp, IReadOnlyList<IPEndPoint> Tcp)
{
    private const string Name = "nts-appliance.socket";

    /// <summary>Where systemd looks, the first one first (systemd.unit(5)).</summary>
    private static readonly string[] Folders = ["etc/systemd/system", "run/systemd/system", "usr/local/lib/systemd/system", "usr/lib/systemd/system", "lib/systemd/system"];

    /// <summary>The unit with its drop-ins; null when there is none, or a masked one.</summary>
    /// <param name="root">The folder that the system's files are in.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It is not for this user.</exception>
    public static SocketUnit? Installed(string root)
    {
        string[] folders = [.. Folders.Select(folder => Path.Combine(root, folder))];
        if (folders.Select(folder => Path.Combine(folder, Name)).FirstOrDefault(File.Exists) is not { } unit || IsMasked(unit))
        {
            return null;
        }

        // Of drop-ins with one name the first folder's counts; all are read in the order of their names, wherever they are.
        IEnumerable<string> more = folders.Select(folder => Path.Combine(folder, Name + ".d")).Where(Directory.Exists)
            .SelectMany(folder => Directory.GetFiles(folder, "*.conf")).DistinctBy(Path.GetFileName).OrderBy(Path.GetFileName, StringComparer.Ordinal);
        List<IPEndPoint> udp = [];
        List<IPEndPoint> tcp = [];
        foreach (string line in more.Prepend(unit).SelectMany(File.ReadLines))
        {
            if (line.Split('=', 2, StringSplitOptions.TrimEntries) is not [("ListenDatagram" or "ListenStream") and string key, string value])
            {
                continue;
            }

            if (value.Length == 0)
            {
                // An empty one takes back all of both.
                udp.Clear();
                tcp.Clear();
            }
            else if (IPEndPoint.TryParse(ushort.TryParse(value, out _) ? $"[::]:{value}" : value, out IPEndPoint? end))
            {
                (key == "ListenStream" ? tcp : udp).Add(end);
            }
        }

        return new(udp, tcp);
    }

    /// <summary>Where it and a configuration differ.</summary>
    public IEnumerable<ConfigurationProblem> DifferencesTo(ApplianceConfiguration configuration) =>
    [
        .. Differences("ListenDatagram", Udp, [.. configuration.NtpListen, .. configuration.SmearListen], "[ntp] listen or smear-listen"),
        .. Differences("ListenStream", Tcp, configuration.KeyEstablishmentListen, "[nts-ke] listen"),
    ];

    private static IEnumerable<ConfigurationProblem> Differences(string key, IReadOnlyList<IPEndPoint> opened, IReadOnlyList<IPEndPoint> wanted, string setting)
    {
        foreach (IPEndPoint end in wanted.Except(opened))
        {
            yield return new(0, $"{Name} has no {key}={end}, which {setting} has, so that the timekeeper will not start", "add that line to its section [Socket] with `sudo systemctl edit nts-appliance.socket`, and restart both");
        }

        foreach (IPEndPoint end in opened.Except(wanted))
        {
            yield return new(0, $"{Name} has {key}={end}, which {setting} has not: the timekeeper closes it", "with `sudo systemctl edit nts-appliance.socket` write an empty `ListenDatagram=` and then all lines that shall stay");
        }
    }

    private static bool IsMasked(string unit) => new FileInfo(unit).LinkTarget == "/dev/null" || new FileInfo(unit).Length == 0;
}
