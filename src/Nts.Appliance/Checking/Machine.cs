using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Nts.Drivers.Linux;

namespace Nts.Appliance.Checking;

/// <summary>What can be seen of a machine without privileges: its files below a root folder, so that a test can make one up.</summary>
/// <param name="root">The folder that stands for <c>/</c>.</param>
internal sealed class Machine(string root = "/")
{
    private const int LongestChain = 8;

    /// <summary>The folder that stands for <c>/</c>.</summary>
    public string Root => root;

    /// <summary>Whether this user may read and write a device.</summary>
    public Func<string, bool> MayUse { get; init; } = DeviceAccess.IsAllowed;

    /// <summary>Whether there is such a file or folder.</summary>
    public bool Exists(string path) => Path.Exists(Below(path));

    /// <summary>A file's text; null when it is not there or not for us.</summary>
    public string? Read(string path)
    {
        try
        {
            return File.ReadAllText(Below(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The paths in a folder that match a pattern, in order; none when there is no such folder.</summary>
    public IReadOnlyList<string> Entries(string folder, string pattern)
    {
        try
        {
            return [.. Directory.GetFileSystemEntries(Below(folder), pattern).Select(path => Path.Combine(folder, Path.GetFileName(path))).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>The file behind a link such as <c>/dev/serial0</c>; the path itself when it is no link.</summary>
    public string RealPath(string path)
    {
        for (int i = 0; i < LongestChain && new FileInfo(Below(path)).LinkTarget is { } target; i++)
        {
            path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, target));
        }

        return path;
    }

    /// <summary>Where a path of the machine really lies.</summary>
    public string Below(string path) => Path.Combine(root, path.TrimStart('/'));
}
