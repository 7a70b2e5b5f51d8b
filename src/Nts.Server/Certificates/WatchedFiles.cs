using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace Nts.Server.Certificates;

/// <summary>Small files whose content is looked at, so that it does not matter how they are replaced: in place, by rename or by symbolic link.</summary>
internal sealed class WatchedFiles(IReadOnlyList<string> paths)
{
    /// <summary>Files beyond this are no certificates; only so many bytes of them are looked at.</summary>
    private const int MaxLength = 4 * 1024 * 1024;

    /// <summary>A digest of what the files hold, or of why they cannot be read.</summary>
    public string Fingerprint()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string path in paths)
        {
            byte[] content = Read(path);
            hash.AppendData(SHA256.HashData(content));
            CryptographicOperations.ZeroMemory(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static byte[] Read(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            byte[] content = new byte[Math.Min(file.Length, MaxLength)];
            int length = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return length == content.Length ? content : content[..length];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Encoding.UTF8.GetBytes(e.Message);
        }
    }
}
