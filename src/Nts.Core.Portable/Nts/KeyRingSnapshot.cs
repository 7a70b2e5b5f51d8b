using System;
using System.Collections.Generic;
using System.Linq;

namespace Nts.Nts;

/// <summary>The cookie keys at one moment; immutable, so a packet reads it once and needs no lock.</summary>
public sealed class KeyRingSnapshot
{
    private readonly CookieKey[] _keys;
    private readonly int _upcoming;

    /// <summary>Keys in the order current, previous from new to old, upcoming from near to far; the last of these <paramref name="upcoming"/> are the upcoming ones.</summary>
    internal KeyRingSnapshot(CookieKey[] keys, int upcoming = 1)
    {
        _keys = keys;
        _upcoming = upcoming;
    }

    /// <summary>The id of the key that seals new cookies.</summary>
    public uint CurrentId => Current.Id;

    /// <summary>How many former keys still open cookies.</summary>
    public int PreviousCount => Previous.Length;

    /// <summary>The ids of the former keys that still open cookies, from new to old.</summary>
    public IReadOnlyList<uint> PreviousIds => [.. Previous.ToArray().Select(key => key.Id)];

    /// <summary>The ids of the keys to come, from near to far.</summary>
    public IReadOnlyList<uint> UpcomingIds => [.. Upcoming.ToArray().Select(key => key.Id)];

    internal CookieKey Current => _keys[0];

    internal ReadOnlySpan<CookieKey> Previous => _keys.AsSpan(1, _keys.Length - 1 - _upcoming);

    internal CookieKey Next => Upcoming[0];

    internal ReadOnlySpan<CookieKey> Upcoming => _keys.AsSpan(_keys.Length - _upcoming);

    internal ReadOnlySpan<CookieKey> All => _keys;

    /// <summary>The key that a cookie names: any of the ring, an upcoming one too, because another server may have rotated already.</summary>
    internal CookieKey? Find(uint id)
    {
        foreach (CookieKey key in _keys)
        {
            if (key.Id == id)
            {
                return key;
            }
        }

        return null;
    }
}
