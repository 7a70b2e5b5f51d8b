using System;

namespace Nts.Nts;

/// <summary>The cookie keys at one moment; immutable, so a packet reads it once and needs no lock.</summary>
public sealed class KeyRingSnapshot
{
    private readonly CookieKey[] _keys;

    /// <summary>Keys in the order current, previous from new to old, next.</summary>
    internal KeyRingSnapshot(CookieKey[] keys) => _keys = keys;

    /// <summary>The id of the key that seals new cookies.</summary>
    public uint CurrentId => Current.Id;

    /// <summary>How many former keys still open cookies.</summary>
    public int PreviousCount => Previous.Length;

    internal CookieKey Current => _keys[0];

    internal ReadOnlySpan<CookieKey> Previous => _keys.AsSpan(1, _keys.Length - 2);

    internal CookieKey Next => _keys[^1];

    /// <summary>The key that a cookie names: any of the ring, the next one too, because another server may have rotated already.</summary>
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
