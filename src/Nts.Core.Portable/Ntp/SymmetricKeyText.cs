using System;
using System.Buffers;
using System.Buffers.Text;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;

namespace Nts.Ntp;

/// <summary>Symmetric keys as text, in the format of chrony's <c>keyfile</c>.</summary>
/// <remarks>
/// <code>
/// # a comment; so is what starts with %, ; or !
/// 1 AES128 HEX:000102030405060708090a0b0c0d0e0f
/// 2 SHA256 ASCII:correct-horse-battery-staple
/// 3 SHA1 a-key-without-a-prefix-is-ASCII
/// </code>
/// The types are MD5, SHA1, SHA256, SHA384, SHA512 and AES128; upper and lower case are the same. ntpsec's names for the last,
/// AES and AES-128, are known too.
/// </remarks>
public static class SymmetricKeyText
{
    /// <summary>Most keys of a text.</summary>
    public const int MaxKeys = 4096;

    private const int Fields = 3;

    private static readonly SearchValues<byte> WhiteSpace = SearchValues.Create(" \t\r"u8);

    /// <summary>Reads a text; all of it or nothing.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="keys">The keys, when the status is <see cref="SymmetricKeyTextStatus.Ok"/>; else empty.</param>
    /// <param name="line">The line that is wrong, counted from 1.</param>
    public static SymmetricKeyTextStatus TryParse(ReadOnlySpan<byte> text, out IReadOnlyList<SymmetricKey> keys, out int line)
    {
        List<SymmetricKey> found = [];
        HashSet<uint> ids = [];
        keys = [];
        line = 0;
        foreach (Range range in text.Split((byte)'\n'))
        {
            line++;
            ReadOnlySpan<byte> entry = Trim(text[range]);
            if (entry.IsEmpty || "#%;!"u8.Contains(entry[0]))
            {
                continue;
            }

            SymmetricKeyTextStatus status = ParseLine(entry, out SymmetricKey? key);
            if (status == SymmetricKeyTextStatus.Ok)
            {
                status = !ids.Add(key!.Id) ? SymmetricKeyTextStatus.IdRepeated
                    : ids.Count > MaxKeys ? SymmetricKeyTextStatus.TooMany
                    : SymmetricKeyTextStatus.Ok;
            }

            if (status != SymmetricKeyTextStatus.Ok)
            {
                return status;
            }

            found.Add(key!);
        }

        keys = found;
        return SymmetricKeyTextStatus.Ok;
    }

    private static SymmetricKeyTextStatus ParseLine(ReadOnlySpan<byte> line, out SymmetricKey? key)
    {
        key = null;
        ReadOnlySpan<byte> rest = line;
        ReadOnlySpan<byte> id = TakeWord(ref rest);
        ReadOnlySpan<byte> type = TakeWord(ref rest);
        ReadOnlySpan<byte> value = TakeWord(ref rest);
        if (value.IsEmpty || !rest.IsEmpty)
        {
            return SymmetricKeyTextStatus.Layout;
        }

        if (!Utf8Parser.TryParse(id, out uint number, out int used) || used != id.Length || number == 0)
        {
            return SymmetricKeyTextStatus.Id;
        }

        if (AlgorithmOf(type) is not { } algorithm)
        {
            return SymmetricKeyTextStatus.Type;
        }

        return Decode(value, algorithm, number, out key);
    }

    private static SymmetricKeyTextStatus Decode(ReadOnlySpan<byte> value, SymmetricKeyAlgorithm algorithm, uint id, out SymmetricKey? key)
    {
        key = null;
        bool isHex = value.StartsWith("HEX:"u8);
        value = isHex ? value["HEX:"u8.Length..] : value.StartsWith("ASCII:"u8) ? value["ASCII:"u8.Length..] : value;
        int length = isHex ? value.Length / 2 : value.Length;
        if (length > SymmetricKey.MaxLength)
        {
            return SymmetricKeyTextStatus.TooLong;
        }

        Span<byte> bytes = stackalloc byte[length];
        if (!isHex)
        {
            value.CopyTo(bytes);
        }
        else if (Convert.FromHexString(value, bytes, out _, out _) != OperationStatus.Done)
        {
            return SymmetricKeyTextStatus.Hex;
        }

        if (!SymmetricKey.IsLength(algorithm, length))
        {
            return algorithm == SymmetricKeyAlgorithm.Aes128Cmac ? SymmetricKeyTextStatus.AesLength : SymmetricKeyTextStatus.TooShort;
        }

        key = new SymmetricKey(id, algorithm, bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return SymmetricKeyTextStatus.Ok;
    }

    private static SymmetricKeyAlgorithm? AlgorithmOf(ReadOnlySpan<byte> type) => Encoding.ASCII.GetString(type).ToUpperInvariant() switch
    {
        "MD5" => SymmetricKeyAlgorithm.Md5,
        "SHA1" => SymmetricKeyAlgorithm.Sha1,
        "SHA256" => SymmetricKeyAlgorithm.Sha256,
        "SHA384" => SymmetricKeyAlgorithm.Sha384,
        "SHA512" => SymmetricKeyAlgorithm.Sha512,
        "AES128" or "AES-128" or "AES" => SymmetricKeyAlgorithm.Aes128Cmac,
        _ => null,
    };

    private static ReadOnlySpan<byte> TakeWord(ref ReadOnlySpan<byte> rest)
    {
        int end = rest.IndexOfAny(WhiteSpace);
        ReadOnlySpan<byte> word = end < 0 ? rest : rest[..end];
        rest = Trim(rest[word.Length..]);
        return word;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        int start = text.IndexOfAnyExcept(WhiteSpace);
        return start < 0 ? [] : text[start..(text.LastIndexOfAnyExcept(WhiteSpace) + 1)];
    }
}
