using System;
using System.IO;
using Nts.Drivers.OpenSsl;

namespace Nts.Server.Certificates;

/// <summary>Whether a private key can be read, and by whom.</summary>
internal static class KeyFile
{
    /// <summary>Refuses a key that this process may not read, with the way to mend it; OpenSSL would say "Permission denied" and no more.</summary>
    /// <exception cref="TlsException">There is something that it may not read.</exception>
    public static void RequireAccess(string path)
    {
        try
        {
            File.OpenHandle(path).Dispose();
        }
        catch (UnauthorizedAccessException) when (!OperatingSystem.IsWindows())
        {
            string barrier = Barrier(path);
            string mend = barrier == path ? $"chmod 640 {path}, and chgrp to its group" : $"it may not enter the folder {barrier}";
            throw new TlsException($"The private key {path} may not be read by user {Environment.UserName}: {mend}; docs/certificates.md has the ways");
        }
        catch (IOException)
        {
            // Whoever loads it says what it is.
        }
    }

    /// <summary>The permissions of what a path leads to; null when that cannot be seen.</summary>
    public static UnixFileMode? ModeOf(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        try
        {
            return File.GetUnixFileMode(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The file itself, or the folder on the way to it that may not be entered.</summary>
    private static string Barrier(string path)
    {
        string barrier = Target(path);
        while (ModeOf(barrier) is null && Path.GetDirectoryName(barrier) is { } folder)
        {
            barrier = folder;
        }

        return barrier == Target(path) ? path : barrier;
    }

    private static string Target(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return path;
        }
    }
}
