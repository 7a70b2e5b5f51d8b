using System;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace Nts.Time;

/// <summary>Reads the <c>leap-seconds.list</c> of the IERS, NIST and the tz database, and believes it only with its digest.</summary>
/// <remarks>
/// Lines of two numbers: seconds since 1900 and TAI − UTC from then on. <c>#$</c> is the last update and <c>#@</c> the expiry, both in
/// seconds since 1900; <c>#h</c> is SHA-1 over the digits of all these numbers in their order, in five words whose leading zeros may be
/// missing. Every other line with # is a comment.
/// </remarks>
public static class LeapSecondText
{
    /// <summary>1900 to 1970.</summary>
    private const long NtpToPosix = 2_208_988_800;

    /// <summary>Leap seconds go on for centuries; a file beyond all bounds does not get to fill the memory.</summary>
    private const int MostEntries = 1000;
    private const int MostDigits = 18;
    private const int FirstCount = 10;

    /// <summary>The table in a text, or null and what is wrong with it.</summary>
    public static LeapSecondTable? Parse(ReadOnlySpan<byte> text, out LeapSecondTextStatus status) => Parse(text, out status, out _);

    /// <summary>The table in a text, or null and what is wrong with it.</summary>
    /// <param name="text">The text, ASCII but for its comments.</param>
    /// <param name="status">What is wrong.</param>
    /// <param name="line">The line that is wrong, counted from 1; the last one when something is missing.</param>
    [SuppressMessage("Security", "CA5350", Justification = "It finds damage, as the file's format has it; it keeps out no forger.")]
    public static LeapSecondTable? Parse(ReadOnlySpan<byte> text, out LeapSecondTextStatus status, out int line)
    {
        using IncrementalHash digits = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        List<(PosixTime, int)> steps = [];
        PosixTime? updated = null;
        PosixTime? expires = null;
        byte[]? digest = null;
        line = 0;
        foreach (Range range in text.Split((byte)'\n'))
        {
            line++;
            ReadOnlySpan<byte> rest = text[range];
            status = rest switch
            {
                [(byte)'#', (byte)'$', .. var value] => ReadMoment(value, digits, ref updated) ? default : LeapSecondTextStatus.Update,
                [(byte)'#', (byte)'@', .. var value] => ReadMoment(value, digits, ref expires) ? default : LeapSecondTextStatus.Expiry,
                [(byte)'#', (byte)'h', .. var value] => ReadDigest(value, ref digest) ? default : LeapSecondTextStatus.Digest,
                [(byte)'#', ..] or [] or [(byte)'\r'] => default,
                _ => ReadStep(rest, digits, steps),
            };
            if (status is not LeapSecondTextStatus.Ok)
            {
                return null;
            }
        }

        status = steps.Count == 0 ? LeapSecondTextStatus.Entries
            : updated is null ? LeapSecondTextStatus.Update
            : !(expires > updated) ? LeapSecondTextStatus.Expiry
            : digest is null ? LeapSecondTextStatus.Digest
            : !digest.AsSpan().SequenceEqual(digits.GetHashAndReset()) ? LeapSecondTextStatus.Damaged
            : LeapSecondTextStatus.Ok;
        return status is LeapSecondTextStatus.Ok ? new LeapSecondTable([.. steps], updated!.Value, expires!.Value) : null;
    }

    private static bool ReadMoment(ReadOnlySpan<byte> text, IncrementalHash digits, ref PosixTime? moment)
    {
        bool isFirst = moment is null;
        moment = TryNumber(ref text, digits, out long ntp) && text.IsEmpty && TryMoment(ntp, out PosixTime time) ? time : null;
        return isFirst && moment is not null;
    }

    private static bool ReadDigest(ReadOnlySpan<byte> text, ref byte[]? digest)
    {
        byte[] bytes = new byte[SHA1.HashSizeInBytes];
        for (int at = 0; at < bytes.Length; at += sizeof(uint))
        {
            ReadOnlySpan<byte> word = Word(ref text);
            if (word.Length > 8 || !uint.TryParse(word, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint value))
            {
                return false;
            }

            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at), value);
        }

        bool isFirst = digest is null;
        digest = bytes;
        return isFirst && Word(ref text).IsEmpty;
    }

    private static LeapSecondTextStatus ReadStep(ReadOnlySpan<byte> text, IncrementalHash digits, List<(PosixTime From, int TaiMinusUtc)> steps)
    {
        if (!TryNumber(ref text, digits, out long ntp) || !TryNumber(ref text, digits, out long count) || !(text.IsEmpty || text[0] == '#'))
        {
            return LeapSecondTextStatus.Line;
        }

        if (!TryMoment(ntp, out PosixTime from) || !IsMonthsFirstMidnight(from) || (steps.Count > 0 && from <= steps[^1].From))
        {
            return LeapSecondTextStatus.Time;
        }

        if (steps.Count == 0 ? count != FirstCount : count - steps[^1].TaiMinusUtc is not (1 or -1))
        {
            return LeapSecondTextStatus.Count;
        }

        steps.Add((from, (int)count));
        return steps.Count > MostEntries ? LeapSecondTextStatus.Entries : LeapSecondTextStatus.Ok;
    }

    private static bool TryNumber(ref ReadOnlySpan<byte> text, IncrementalHash digits, out long number)
    {
        ReadOnlySpan<byte> word = Word(ref text);
        digits.AppendData(word);
        return Utf8Parser.TryParse(word, out number, out int used) && used == word.Length && number >= 0 && word.Length <= MostDigits;
    }

    /// <summary>The next word; after it <paramref name="text"/> begins with the word that follows.</summary>
    private static ReadOnlySpan<byte> Word(ref ReadOnlySpan<byte> text)
    {
        text = text.TrimStart(" \t\r"u8);
        int end = text.IndexOfAny(" \t\r"u8);
        ReadOnlySpan<byte> word = end < 0 ? text : text[..end];
        text = text[word.Length..].TrimStart(" \t\r"u8);
        return word;
    }

    private static bool TryMoment(long ntp, out PosixTime moment)
    {
        // What nanoseconds since 1970 can hold.
        bool ok = ntp <= NtpToPosix + (long.MaxValue / 1_000_000_000) - 1;
        moment = ok ? PosixTime.FromSeconds(ntp - NtpToPosix) : default;
        return ok;
    }

    private static bool IsMonthsFirstMidnight(PosixTime time) =>
        DateTime.UnixEpoch.AddSeconds(time.WholeSeconds) is { Day: 1, TimeOfDay.Ticks: 0 };
}
