using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;
using Nts.Time;

namespace Nts.Nts;

/// <summary>A key ring as text: version, age of the current key in seconds, one line per key with role, id and key in hexadecimal, and an end that shows that nothing is cut off.</summary>
/// <remarks>
/// <code>
/// nts-key-ring 2
/// age 3600
/// next 5f0c1a22 000102…1f
/// current 9e3b77d0 202122…3f
/// previous 03ac55e1 404142…5f     (any number, from new to old)
/// end
/// </code>
/// Version 1, which is read too, has neither age nor end.
/// </remarks>
public static class KeyRingText
{
    internal const int IdDigits = 2 * sizeof(uint);
    internal const int KeyDigits = 2 * CookieKey.Length;

    internal static ReadOnlySpan<byte> VersionLine => "nts-key-ring 2"u8;

    internal static ReadOnlySpan<byte> OldVersionLine => "nts-key-ring 1"u8;

    internal static ReadOnlySpan<byte> AgeName => "age "u8;

    internal static ReadOnlySpan<byte> NextRole => "next"u8;

    internal static ReadOnlySpan<byte> CurrentRole => "current"u8;

    internal static ReadOnlySpan<byte> PreviousRole => "previous"u8;

    internal static ReadOnlySpan<byte> EndLine => "end"u8;

    /// <summary>Reads a ring; strict, because a key that is read wrongly is a key that opens nothing.</summary>
    /// <param name="text">The whole text in ASCII.</param>
    /// <param name="previousKeys">How many former keys the ring keeps from now on, 1 to <see cref="KeyRing.MaxPreviousKeys"/>; older ones are dropped.</param>
    /// <param name="ring">The ring, when the status is <see cref="KeyRingTextStatus.Ok"/>.</param>
    /// <param name="line">The line that is wrong, counted from 1.</param>
    public static KeyRingTextStatus TryParse(ReadOnlySpan<byte> text, int previousKeys, out KeyRing? ring, out int line)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(previousKeys, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(previousKeys, KeyRing.MaxPreviousKeys);
        KeyRingTextReader reader = new();
        KeyRingTextStatus status = reader.Read(text, out line);
        List<CookieKey> keys = reader.Keys;
        if (status != KeyRingTextStatus.Ok)
        {
            keys.ForEach(key => key.Wipe());
            ring = null;
            return status;
        }

        int kept = Math.Min(keys.Count, 2 + previousKeys);
        ring = new KeyRing(previousKeys, new KeyRingSnapshot([.. keys[1..kept], keys[0]])) { Age = reader.Age };
        keys[kept..].ForEach(key => key.Wipe());
        return KeyRingTextStatus.Ok;
    }

    internal static byte[] Format(KeyRingSnapshot snapshot, NtpDuration age)
    {
        byte[] ageDigits = Encoding.ASCII.GetBytes($"{Math.Max(0, (long)age.TotalSeconds)}");
        byte[] text = new byte[
            VersionLine.Length + 1 + AgeName.Length + ageDigits.Length + 1
            + LineLength(NextRole) + LineLength(CurrentRole) + (snapshot.PreviousCount * LineLength(PreviousRole)) + EndLine.Length + 1];
        Span<byte> rest = Write(Write(text, VersionLine), "\n"u8);
        rest = Write(Write(Write(rest, AgeName), ageDigits), "\n"u8);
        rest = WriteKey(rest, NextRole, snapshot.Next);
        rest = WriteKey(rest, CurrentRole, snapshot.Current);
        foreach (CookieKey key in snapshot.Previous)
        {
            rest = WriteKey(rest, PreviousRole, key);
        }

        Write(Write(rest, EndLine), "\n"u8);
        return text;
    }

    private static int LineLength(ReadOnlySpan<byte> role) => role.Length + 1 + IdDigits + 1 + KeyDigits + 1;

    private static Span<byte> Write(Span<byte> rest, ReadOnlySpan<byte> text)
    {
        text.CopyTo(rest);
        return rest[text.Length..];
    }

    private static Span<byte> WriteKey(Span<byte> rest, ReadOnlySpan<byte> role, CookieKey key)
    {
        Span<byte> id = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(id, key.Id);
        rest = WriteHex(Write(Write(rest, role), " "u8), id);
        return Write(WriteHex(Write(rest, " "u8), key.Bytes), "\n"u8);
    }

    private static Span<byte> WriteHex(Span<byte> rest, scoped ReadOnlySpan<byte> bytes)
    {
        Convert.TryToHexStringLower(bytes, rest, out int written);
        return rest[written..];
    }
}
