using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using Nts.Ntp;
using Nts.Server.Hosting;

namespace Nts.Server.Ntp;

/// <summary>Symmetric keys in a file of chrony's format. While a new content is not usable, the keys of the old one stay in force.</summary>
/// <remarks>The content is compared, so that it does not matter how the file is replaced, nor who says that it was.</remarks>
public sealed class SymmetricKeyFile
{
    /// <summary>Above the largest list of keys; what is longer is another file.</summary>
    private const long MaxLength = 4 * 1024 * 1024;

    private readonly string _path;
    private readonly EventLog _log;
    private byte[] _seen = [];
    private string _problem = string.Empty;

    /// <summary>A file that is not read yet.</summary>
    /// <param name="path">The file.</param>
    /// <param name="log">Told of every change.</param>
    /// <param name="keys">Gets the keys; null for an object of its own.</param>
    public SymmetricKeyFile(string path, EventLog log, SymmetricKeys? keys = null)
    {
        Keys = keys ?? new SymmetricKeys();
        _path = path;
        _log = log;
    }

    /// <summary>The keys in force.</summary>
    public SymmetricKeys Keys { get; }

    /// <summary>Looks at the file, and puts its keys in force if its content is new. Called by one thread, once a second or when told.</summary>
    public void Refresh()
    {
        byte[] text = [];
        try
        {
            text = Read();
            byte[] digest = SHA256.HashData(text);
            if (!digest.AsSpan().SequenceEqual(_seen))
            {
                _seen = digest;
                Take(text);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _seen = [];
            Complain(e is UnauthorizedAccessException ? SecretFile.Forbidden(_path).ToString() : e.Message);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }

    /// <summary>What is wrong and what would most likely mend it.</summary>
    private static string Describe(SymmetricKeyTextStatus status) => status switch
    {
        SymmetricKeyTextStatus.Layout => "a line is 'ID TYPE KEY': put the type between, as in '1 AES128 HEX:00112233445566778899aabbccddeeff'",
        SymmetricKeyTextStatus.Id => "the identifier is not a whole number from 1 to 4294967295",
        SymmetricKeyTextStatus.IdRepeated => "the identifier stands in a line above already: give each key its own",
        SymmetricKeyTextStatus.Type => "the type is not one of AES128, SHA256, SHA384, SHA512, SHA1, MD5",
        SymmetricKeyTextStatus.Hex => "what follows HEX: is not pairs of hexadecimal digits: write ASCII: if it is text",
        SymmetricKeyTextStatus.AesLength => "an AES128 key has 16 octets, 32 hexadecimal digits: `chronyc keygen ID AES128 128` makes one",
        SymmetricKeyTextStatus.TooShort => $"a key of less than {SymmetricKey.MinLength} octets can be guessed: `chronyc keygen ID SHA256 256` makes a good one",
        SymmetricKeyTextStatus.TooLong => $"a key has at most {SymmetricKey.MaxLength} octets",
        _ => $"more than {SymmetricKeyText.MaxKeys} keys",
    };

    private byte[] Read()
    {
        using FileStream file = new(_path, new FileStreamOptions { Mode = FileMode.Open, BufferSize = 0, Share = FileShare.ReadWrite | FileShare.Delete });
        if (file.Length > MaxLength)
        {
            throw new IOException($"{_path} is no key file: it has {file.Length} octets");
        }

        byte[] text = new byte[file.Length];
        int length = file.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
        return length == text.Length ? text : text[..length];
    }

    private void Take(ReadOnlySpan<byte> text)
    {
        SymmetricKeyTextStatus status = SymmetricKeyText.TryParse(text, out IReadOnlyList<SymmetricKey> keys, out int line);
        if (status != SymmetricKeyTextStatus.Ok)
        {
            Complain($"{_path} line {line}: {Describe(status)}");
            return;
        }

        Keys.Replace(keys);
        _problem = string.Empty;
        _log.Notice($"symmetric keys: {keys.Count} from {_path}");
    }

    private void Complain(string problem)
    {
        if (problem != _problem)
        {
            _problem = problem;
            _log.Warning($"symmetric keys: {problem}; {(Keys.Count == 0 ? "none are" : $"the {Keys.Count} keys of before stay")} in force");
        }
    }
}
