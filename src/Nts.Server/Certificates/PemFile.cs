using System;
using System.IO;
using System.Text;

namespace Nts.Server.Certificates;

/// <summary>Writes PEM files wholly or not at all.</summary>
internal static class PemFile
{
    /// <summary>Replaces a file: another reader sees the old content or the new.</summary>
    /// <param name="path">The file.</param>
    /// <param name="pem">Its content.</param>
    /// <param name="isSecret">Whether its owner alone may read it.</param>
    public static void Write(string path, string pem, bool isSecret)
    {
        string temporary = path + ".new";
        File.Delete(temporary);
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite
                | (isSecret ? UnixFileMode.None : UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        using (FileStream stream = new(temporary, options))
        {
            stream.Write(Encoding.ASCII.GetBytes(pem + "\n"));
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
