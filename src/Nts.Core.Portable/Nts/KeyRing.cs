using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using Nts.Crypto;

namespace Nts.Nts;

/// <summary>The keys that seal and open cookies: the current one, a bounded number of previous ones, and always the next (RFC 8915 §6).</summary>
/// <remarks>
/// Key ids are random: a wrong clock cannot break cookies. The next key is drawn one rotation ahead, so that a copy of the ring on
/// another machine opens cookies of a server that has rotated already. When to rotate is the caller's choice.
/// </remarks>
public sealed class KeyRing
{
    /// <summary>The most previous keys that a ring can keep.</summary>
    public const int MaxPreviousKeys = 32;

    private readonly Lock _writing = new();
    private readonly int _previousKeys;
    private volatile KeyRingSnapshot _snapshot;

    internal KeyRing(int previousKeys, KeyRingSnapshot snapshot)
    {
        _previousKeys = previousKeys;
        _snapshot = snapshot;
    }

    /// <summary>The keys as they are now; the packet path reads this once per packet.</summary>
    public KeyRingSnapshot Snapshot => _snapshot;

    /// <summary>A ring with a fresh current and next key.</summary>
    /// <param name="previousKeys">How many former keys to keep, 1 to <see cref="MaxPreviousKeys"/>.</param>
    /// <param name="random">Where keys and ids come from.</param>
    public static KeyRing Create(int previousKeys, IRandomSource random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(previousKeys, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(previousKeys, MaxPreviousKeys);
        CookieKey current = Draw(random, []);
        return new KeyRing(previousKeys, new KeyRingSnapshot([current, Draw(random, [current])]));
    }

    /// <summary>Makes the next key current, draws a new next key, and wipes the previous keys that are beyond the bound.</summary>
    /// <remarks>
    /// A packet that still holds the snapshot from before the rotation may read a key while it is wiped. That key only opens cookies,
    /// because at least one previous key is kept between sealing and wiping, so the packet gets a NAK, as it would a moment later.
    /// </remarks>
    public void Rotate(IRandomSource random)
    {
        lock (_writing)
        {
            KeyRingSnapshot old = _snapshot;
            List<CookieKey> keys = [old.Next, old.Current, .. old.Previous];
            List<CookieKey> kept = [.. keys.Take(1 + _previousKeys)];
            CookieKey next = Draw(random, keys);
            _snapshot = new KeyRingSnapshot([.. kept, next]);
            foreach (CookieKey expired in keys.Skip(kept.Count))
            {
                expired.Wipe();
            }
        }
    }

    /// <summary>The ring as text, for a store; the caller wipes it after use. <see cref="KeyRingText"/> describes the format.</summary>
    public byte[] Format()
    {
        lock (_writing)
        {
            return KeyRingText.Format(_snapshot);
        }
    }

    private static CookieKey Draw(IRandomSource random, IReadOnlyCollection<CookieKey> taken)
    {
        Span<byte> idBytes = stackalloc byte[sizeof(uint)];
        uint id;
        do
        {
            random.Fill(idBytes);
            id = BinaryPrimitives.ReadUInt32BigEndian(idBytes);
        }
        while (taken.Any(key => key.Id == id));

        Span<byte> bytes = stackalloc byte[CookieKey.Length];
        random.Fill(bytes);
        CookieKey drawn = new(id, bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return drawn;
    }
}
