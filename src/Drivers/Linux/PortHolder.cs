using System;
using System.Globalization;
using System.IO;

namespace Nts.Drivers.Linux;

/// <summary>Who else has a serial port: a login shell, the kernel's console, or another program.</summary>
/// <param name="Name">The program: <c>agetty</c>; of the console <c>kernel</c>.</param>
/// <param name="ProcessId">Its process; null for the kernel.</param>
/// <param name="IsTerminalOf">The port is the terminal of a session: somebody can log in there.</param>
public sealed record PortHolder(string Name, int? ProcessId, bool IsTerminalOf)
{
    /// <summary>Who has a port, or null. A pseudo terminal has nobody, since the program at its other end may keep it open.</summary>
    /// <remarks>
    /// Without privileges the open files of others cannot be seen; their terminals can, so a login shell is always found. What cannot be
    /// read says nothing.
    /// </remarks>
    /// <param name="path">The device, or a link to it.</param>
    /// <param name="root">Where <c>proc</c> and <c>sys</c> are mounted.</param>
    public static PortHolder? Of(string path, string root = "/")
    {
        string device = RealPath(path);
        string terminal = Path.Combine(root, "sys/class/tty", Path.GetFileName(device));
        if (!device.StartsWith("/dev/tty", StringComparison.Ordinal))
        {
            return null;
        }

        string[] consoles = ReadText(Path.Combine(root, "sys/class/tty/console/active")).Split(' ', StringSplitOptions.TrimEntries);
        if (Array.IndexOf(consoles, Path.GetFileName(device)) >= 0)
        {
            return new PortHolder("kernel", null, IsTerminalOf: true);
        }

        int number = DeviceNumber(ReadText(Path.Combine(terminal, "dev")));
        PortHolder? opener = null;
        foreach (string process in Entries(Path.Combine(root, "proc")))
        {
            if (!int.TryParse(Path.GetFileName(process), NumberStyles.None, CultureInfo.InvariantCulture, out int id) || id == Environment.ProcessId)
            {
                continue;
            }

            (string name, int controlling) = ReadStat(Path.Combine(process, "stat"));
            if (number != 0 && controlling == number)
            {
                return new PortHolder(name, id, IsTerminalOf: true);
            }

            opener ??= HasOpen(process, device) ? new PortHolder(name, id, IsTerminalOf: false) : null;
        }

        return opener;
    }

    /// <summary>Who it is, for people.</summary>
    public override string ToString() =>
        ProcessId is null ? "the kernel's console"
        : string.Create(CultureInfo.InvariantCulture, $"{Name} (process {ProcessId}{(IsTerminalOf ? ", a login shell" : "")})");

    /// <summary>The device behind a link such as <c>/dev/serial0</c>; the path itself when there is none.</summary>
    public static string RealPath(string path) => Quietly(() => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName, null) ?? path;

    private static bool HasOpen(string process, string device)
    {
        foreach (string descriptor in Entries(Path.Combine(process, "fd")))
        {
            if (Quietly(() => File.ResolveLinkTarget(descriptor, returnFinalTarget: false)?.FullName, null) == device)
            {
                return true;
            }
        }

        return false;
    }

    // pid (name) state parent group session terminal ...; the name may hold blanks and parentheses. See proc(5).
    private static (string Name, int Terminal) ReadStat(string path)
    {
        string stat = ReadText(path);
        int start = stat.IndexOf('(', StringComparison.Ordinal);
        int end = stat.LastIndexOf(')');
        if (start < 0 || end < start)
        {
            return ("", 0);
        }

        string[] fields = stat[(end + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (stat[(start + 1)..end], fields.Length > 4 && int.TryParse(fields[4], CultureInfo.InvariantCulture, out int terminal) ? terminal : 0);
    }

    // MAJOR:MINOR as proc(5) packs it: bits 0-7 and 20-31 of the minor number around the major one.
    private static int DeviceNumber(string text)
    {
        string[] parts = text.Split(':', StringSplitOptions.TrimEntries);
        return parts.Length == 2 && int.TryParse(parts[0], CultureInfo.InvariantCulture, out int major) && int.TryParse(parts[1], CultureInfo.InvariantCulture, out int minor)
            ? (minor & 0xff) | (major << 8) | ((minor & ~0xff) << 12)
            : 0;
    }

    private static string[] Entries(string folder) => Quietly(() => Directory.GetFileSystemEntries(folder), []);

    private static string ReadText(string path) => Quietly(() => File.ReadAllText(path), "").Trim();

    // Processes end while they are looked at, and most of them belong to somebody else.
    private static T Quietly<T>(Func<T> read, T otherwise)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return otherwise;
        }
    }
}
