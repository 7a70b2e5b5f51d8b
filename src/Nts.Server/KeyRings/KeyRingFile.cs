using System;
using System.IO;
using System.Security.Cryptography;
using Nts.Nts;

namespace Nts.Server.KeyRings;

/// <summary>A key ring in a file that only its owner can read; replaced as a whole, so that a power cut leaves the old ring or the new one.</summary>
/// <remarks>After a power cut the old ring may come back; its next key is the new ring's current one, so no cookie is lost.</remarks>
public sealed class KeyRingFile : IKeyStore
{
    /// <summary>Far above the largest ring; what is longer is another file.</summary>
    private const long MaxLength = 16_384;

    /// <summary>Whoever writes the file meanwhile is not disturbed: on Windows it could not be replaced otherwise.</summary>
    private static readonly FileStreamOptions FileOpening = new() { Mode = FileMode.Open, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 };

    private readonly string _path;

    /// <summary>A store in a file; nothing is touched yet.</summary>
    /// <param name="path">The file; its directory must exist, and one more name there, with <c>.new</c> at the end, must be free.</param>
    public KeyRingFile(string path) => _path = path;

    /// <inheritdoc/>
    public KeyStoreStatus Load(int previousKeys, out KeyRing? ring, out string reason)
    {
        ring = null;
        reason = string.Empty;
        try
        {
            using FileStream file = new(_path, FileOpening);
            if (file.Length > MaxLength)
            {
                reason = $"{_path} is not a key ring: {file.Length} octets";
                return KeyStoreStatus.Refused;
            }

            byte[] text = new byte[file.Length];
            file.ReadExactly(text);
            KeyRingTextStatus status = KeyRingText.TryParse(text, previousKeys, out ring, out int line);
            CryptographicOperations.ZeroMemory(text);
            if (status == KeyRingTextStatus.Ok)
            {
                return KeyStoreStatus.Loaded;
            }

            reason = $"{_path} line {line}: {Describe(status)}";
            return KeyStoreStatus.Refused;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return KeyStoreStatus.Absent;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            reason = e is UnauthorizedAccessException ? SecretFile.Forbidden(_path).ToString() : e.Message;
            return KeyStoreStatus.Refused;
        }
    }

    /// <inheritdoc/>
    public bool TrySave(KeyRing ring, out string reason)
    {
        byte[] text = ring.Format();
        try
        {
            WholeFile.Write(_path, text, isSecret: true);
            reason = string.Empty;
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            reason = e.Message;
            return false;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }

    private static string Describe(KeyRingTextStatus status) => status switch
    {
        KeyRingTextStatus.Version => "not the version line 'nts-key-ring 2' (or 1)",
        KeyRingTextStatus.Unterminated => "the line is cut off",
        KeyRingTextStatus.Age => "not the age in whole seconds, as in 'age 3600'",
        KeyRingTextStatus.Layout => "not role, id and key with one space between",
        KeyRingTextStatus.Role => "the role is unknown or out of order; it is next, current, then previous",
        KeyRingTextStatus.KeyId => "the key id is not eight hexadecimal digits",
        KeyRingTextStatus.KeyIdRepeated => "the key id stands in another line already",
        KeyRingTextStatus.Key => "the key is not 64 hexadecimal digits",
        KeyRingTextStatus.TooManyKeys => $"more than {KeyRing.MaxPreviousKeys} previous keys",
        KeyRingTextStatus.AfterEnd => "something follows the end",
        _ => "the file is cut off here",
    };
}
