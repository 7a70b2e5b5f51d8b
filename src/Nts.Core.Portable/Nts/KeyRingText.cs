using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Security.Cryptography;

namespace Nts.Nts;

/// <summary>A key ring as text: a version line, then one line per key with role, id and key in hexadecimal.</summary>
/// <remarks>
/// <code>
/// nts-key-ring 1
/// next 5f0c1a22 000102…1f
/// current 9e3b77d0 202122…3f
/// previous 03ac55e1 404142…5f     (any number, from new to old)
/// </code>
/// </remarks>
public static class KeyRingText
{
    private const int IdDigits = 2 * sizeof(uint);
    private const int KeyDigits = 2 * CookieKey.Length;

    private static ReadOnlySpan<byte> VersionLine => "nts-key-ring 1"u8;

    private static ReadOnlySpan<byte> NextRole => "next"u8;

    private static ReadOnlySpan<byte> CurrentRole => "current"u8;

    private static ReadOnlySpan<byte> PreviousRole => "previous"u8;

    /// <summary>Reads a ring; strict, because a key that is read wrongly is a key that opens nothing.</summary>
    /// <param name="text">The whole text in ASCII.</param>
    /// <param name="previousKeys">How many former keys the ring keeps from now on, 1 to <see cref="KeyRing.MaxPreviousKeys"/>; older ones are dropped.</param>
    /// <param name="ring">The ring, when the status is <see cref="KeyRingTextStatus.Ok"/>.</param>
    /// <param name="line">The line that is wrong, counted from 1.</param>
    public static KeyRingTextStatus TryParse(ReadOnlySpan<byte> text, int previousKeys, out KeyRing? ring, out int line)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(previousKeys, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(previousKeys, KeyRing.MaxPreviousKeys);
        List<CookieKey> keys = [];
        KeyRingTextStatus status = ReadLines(text, keys, out line);
        if (status != KeyRingTextStatus.Ok)
        {
            keys.ForEach(key => key.Wipe());
            ring = null;
            return status;
        }

        int kept = Math.Min(keys.Count, 2 + previousKeys);
        ring = new KeyRing(previousKeys, new KeyRingSnapshot([.. keys[1..kept], keys[0]]));
        keys[kept..].ForEach(key => key.Wipe());
        return KeyRingTextStatus.Ok;
    }

    internal static byte[] Format(KeyRingSnapshot snapshot)
    {
        int length = VersionLine.Length + 1
            + LineLength(NextRole) + LineLength(CurrentRole) + (snapshot.PreviousCount * LineLength(PreviousRole));
        byte[] text = new byte[length];
        VersionLine.CopyTo(text);
        text[VersionLine.Length] = (byte)'\n';
        Span<byte> rest = text.AsSpan(VersionLine.Length + 1);
        rest = WriteLine(rest, NextRole, snapshot.Next);
        rest = WriteLine(rest, CurrentRole, snapshot.Current);
        foreach (CookieKey key in snapshot.Previous)
        {
            rest = WriteLine(rest, PreviousRole, key);
        }

        return text;
    }

    private static int LineLength(ReadOnlySpan<byte> role) => role.Length + 1 + IdDigits + 1 + KeyDigits + 1;

    private static Span<byte> WriteLine(Span<byte> line, ReadOnlySpan<byte> role, CookieKey key)
    {
        Span<byte> id = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(id, key.Id);
        role.CopyTo(line);
        line = line[role.Length..];
        line[0] = (byte)' ';
        Convert.TryToHexStringLower(id, line[1..], out _);
        line = line[(1 + IdDigits)..];
        line[0] = (byte)' ';
        Convert.TryToHexStringLower(key.Bytes, line[1..], out _);
        line = line[(1 + KeyDigits)..];
        line[0] = (byte)'\n';
        return line[1..];
    }

    private static KeyRingTextStatus ReadLines(ReadOnlySpan<byte> text, List<CookieKey> keys, out int line)
    {
        for (line = 1; !text.IsEmpty; line++)
        {
            int end = text.IndexOf((byte)'\n');
            if (end < 0)
            {
                return KeyRingTextStatus.Unterminated;
            }

            KeyRingTextStatus status = line == 1 ? ReadVersion(text[..end]) : ReadKey(text[..end], keys);
            if (status != KeyRingTextStatus.Ok)
            {
                return status;
            }

            text = text[(end + 1)..];
        }

        return keys.Count < 2 ? KeyRingTextStatus.Incomplete : KeyRingTextStatus.Ok;
    }

    private static KeyRingTextStatus ReadVersion(ReadOnlySpan<byte> line) =>
        line.SequenceEqual(VersionLine) ? KeyRingTextStatus.Ok : KeyRingTextStatus.Version;

    private static KeyRingTextStatus ReadKey(ReadOnlySpan<byte> line, List<CookieKey> keys)
    {
        int firstSpace = line.IndexOf((byte)' ');
        int lastSpace = line.LastIndexOf((byte)' ');
        if (firstSpace == lastSpace)
        {
            return KeyRingTextStatus.Layout;
        }

        ReadOnlySpan<byte> role = keys.Count switch { 0 => NextRole, 1 => CurrentRole, _ => PreviousRole };
        if (!line[..firstSpace].SequenceEqual(role))
        {
            return KeyRingTextStatus.Role;
        }

        Span<byte> idBytes = stackalloc byte[sizeof(uint)];
        if (!TryReadHex(line[(firstSpace + 1)..lastSpace], idBytes))
        {
            return KeyRingTextStatus.KeyId;
        }

        uint id = BinaryPrimitives.ReadUInt32BigEndian(idBytes);
        if (keys.Exists(key => key.Id == id))
        {
            return KeyRingTextStatus.KeyIdRepeated;
        }

        if (keys.Count == 2 + KeyRing.MaxPreviousKeys)
        {
            return KeyRingTextStatus.TooManyKeys;
        }

        Span<byte> bytes = stackalloc byte[CookieKey.Length];
        bool ok = TryReadHex(line[(lastSpace + 1)..], bytes);
        if (ok)
        {
            keys.Add(new CookieKey(id, bytes));
        }

        CryptographicOperations.ZeroMemory(bytes);
        return ok ? KeyRingTextStatus.Ok : KeyRingTextStatus.Key;
    }

    private static bool TryReadHex(ReadOnlySpan<byte> digits, Span<byte> bytes) =>
        digits.Length == 2 * bytes.Length && Convert.FromHexString(digits, bytes, out _, out _) == OperationStatus.Done;
}
