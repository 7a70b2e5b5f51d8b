using System;
using System.IO;

namespace Nts.Server;

/// <summary>Files that are replaced as a whole: another reader, or a power cut, sees the old content or the new.</summary>
/// <remarks>
/// The new content is flushed to the disk before it takes the old one's name. The directory itself is not flushed, which would need a
/// native call: after a power cut the old content may come back, whole.
/// </remarks>
public static class WholeFile
{
    /// <summary>Replaces a file, or makes it.</summary>
    /// <param name="path">The file; its directory must exist, and one more name there, with <c>.new</c> at the end, must be free.</param>
    /// <param name="content">Its content.</param>
    /// <param name="isSecret">Whether its owner alone may read it.</param>
    /// <exception cref="IOException">The disk is full, the directory is missing, and the like.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory belongs to someone else.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content, bool isSecret)
    {
        string temporary = path + ".new";
        File.Delete(temporary);
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (FileStream file = new(temporary, options))
        {
            if (!isSecret && !OperatingSystem.IsWindows())
            {
                // Not at its creation, where the umask would take it away.
                File.SetUnixFileMode(file.SafeFileHandle, options.UnixCreateMode!.Value | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
            }

            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
