using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.Security.Cryptography;
using Nts.Time;

namespace Nts.Nts;

/// <summary>Reads the lines of a <see cref="KeyRingText"/>.</summary>
internal sealed class KeyRingTextReader
{
    private bool _isOld;
    private bool _hasAge;
    private bool _hasEnded;

    /// <summary>What was read until now: next, current, previous from new to old.</summary>
    public List<CookieKey> Keys { get; } = [];

    /// <summary>Age of the current key; zero in version 1.</summary>
    public NtpDuration Age { get; private set; }

    /// <summary>Reads a whole text.</summary>
    /// <param name="text">The text in ASCII.</param>
    /// <param name="line">The line that is wrong, counted from 1.</param>
    public KeyRingTextStatus Read(ReadOnlySpan<byte> text, out int line)
    {
        for (line = 1; !text.IsEmpty; line++)
        {
            int end = text.IndexOf((byte)'\n');
            if (end < 0)
            {
                return KeyRingTextStatus.Unterminated;
            }

            KeyRingTextStatus status = line == 1 ? ReadVersion(text[..end]) : ReadLine(text[..end]);
            if (status != KeyRingTextStatus.Ok)
            {
                return status;
            }

            text = text[(end + 1)..];
        }

        return Keys.Count < 2 || !(_isOld || _hasEnded) ? KeyRingTextStatus.Incomplete : KeyRingTextStatus.Ok;
    }

    private KeyRingTextStatus ReadVersion(ReadOnlySpan<byte> line)
    {
        _isOld = line.SequenceEqual(KeyRingText.OldVersionLine);
        _hasAge = _isOld;
        return _isOld || line.SequenceEqual(KeyRingText.VersionLine) ? KeyRingTextStatus.Ok : KeyRingTextStatus.Version;
    }

    private KeyRingTextStatus ReadLine(ReadOnlySpan<byte> line)
    {
        if (_hasEnded)
        {
            return KeyRingTextStatus.AfterEnd;
        }

        if (!_hasAge)
        {
            return ReadAge(line);
        }

        _hasEnded = !_isOld && Keys.Count >= 2 && line.SequenceEqual(KeyRingText.EndLine);
        return _hasEnded ? KeyRingTextStatus.Ok : ReadKey(line);
    }

    private KeyRingTextStatus ReadAge(ReadOnlySpan<byte> line)
    {
        int seconds = 0;
        _hasAge = line.StartsWith(KeyRingText.AgeName)
            && int.TryParse(line[KeyRingText.AgeName.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out seconds);
        Age = NtpDuration.FromSeconds(seconds);
        return _hasAge ? KeyRingTextStatus.Ok : KeyRingTextStatus.Age;
    }

    private KeyRingTextStatus ReadKey(ReadOnlySpan<byte> line)
    {
        int firstSpace = line.IndexOf((byte)' ');
        int lastSpace = line.LastIndexOf((byte)' ');
        if (firstSpace == lastSpace)
        {
            return KeyRingTextStatus.Layout;
        }

        ReadOnlySpan<byte> role = Keys.Count switch { 0 => KeyRingText.NextRole, 1 => KeyRingText.CurrentRole, _ => KeyRingText.PreviousRole };
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
        if (Keys.Exists(key => key.Id == id))
        {
            return KeyRingTextStatus.KeyIdRepeated;
        }

        if (Keys.Count == 2 + KeyRing.MaxPreviousKeys)
        {
            return KeyRingTextStatus.TooManyKeys;
        }

        Span<byte> bytes = stackalloc byte[CookieKey.Length];
        bool ok = TryReadHex(line[(lastSpace + 1)..], bytes);
        if (ok)
        {
            Keys.Add(new CookieKey(id, bytes));
        }

        CryptographicOperations.ZeroMemory(bytes);
        return ok ? KeyRingTextStatus.Ok : KeyRingTextStatus.Key;
    }

    private static bool TryReadHex(ReadOnlySpan<byte> digits, Span<byte> bytes) =>
        digits.Length == 2 * bytes.Length && Convert.FromHexString(digits, bytes, out _, out _) == OperationStatus.Done;
}
