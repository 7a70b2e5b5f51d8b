using System;
using System.IO;
using Nts.Server.Certificates;

namespace Nts.Server;

/// <summary>What keeps a secret file from being secret, or from being read, and the command that mends it.</summary>
/// <param name="Reason">What is wrong.</param>
/// <param name="Fix">What mends it.</param>
public sealed record SecretProblem(string Reason, string Fix)
{
    /// <summary>One line for a person.</summary>
    public override string ToString() => $"{Reason}: {Fix}";
}

/// <summary>Who may read a file that holds a secret: its owner, a group if the owner wishes, and nobody else.</summary>
public static class SecretFile
{
    private const UnixFileMode OfOthers = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Whether others than its owner can do more than they should; null when they cannot, or when there is no such file that this user can see.</summary>
    public static SecretProblem? TooOpen(string path)
    {
        if (KeyFile.ModeOf(path) is not { } mode || (mode & (OfOthers | UnixFileMode.GroupWrite)) == 0)
        {
            return null;
        }

        string fix = path.StartsWith("/boot/", StringComparison.Ordinal)
            ? "the boot partition keeps no permissions: move the file to a folder such as /etc/nts-appliance, chmod 600 it there, and set the new path"
            : $"chmod {((mode & UnixFileMode.GroupRead) != 0 && (mode & OfOthers) == 0 ? "640" : "600")} {path}";
        string who = (mode & OfOthers) != 0 ? "every user of this machine can get at it" : "its group can change it";
        return new($"{path} holds a secret, and {who} (mode {Octal(mode)})", fix);
    }

    /// <summary>Why this user was not allowed to read it.</summary>
    public static SecretProblem Forbidden(string path) => KeyFile.ModeOf(path) is { } mode
        ? new($"{path} cannot be read by the user {Environment.UserName} (mode {Octal(mode)})", $"sudo chown {Environment.UserName} {path} && sudo chmod 600 {path}")
        : new($"{path} cannot be read by the user {Environment.UserName}, who may not enter its folder", $"sudo chown {Environment.UserName} {Path.GetDirectoryName(path)}");

    private static string Octal(UnixFileMode mode) => Convert.ToString((int)mode, 8).PadLeft(4, '0');
}
