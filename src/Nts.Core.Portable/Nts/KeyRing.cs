using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using Nts.Crypto;
using Nts.Time;

namespace Nts.Nts;

/// <summary>The keys that seal and open cookies: the current one, a bounded number of previous ones, and always the next (RFC 8915 §6).</summary>
/// <remarks>
/// Key ids do not come from the time: a wrong clock cannot break cookies. The next key is made one rotation ahead, so that a copy of the ring
/// on another machine opens cookies of a server that has rotated already. When to rotate is the caller's choice.
/// </remarks>
public sealed class KeyRing
{
    /// <summary>The most previous keys that a ring can keep.</summary>
    public const int MaxPreviousKeys = 32;

    /// <summary>How many rotations a ring on the ratchet can be behind another one and still open its cookies.</summary>
    public const int RatchetLookAhead = 8;

    private readonly Lock _writing = new();
    private readonly int _previousKeys;
    private volatile KeyRingSnapshot _snapshot;
    private bool _ratchets;
    private CookieKey? _leftInUse;

    internal KeyRing(int previousKeys, KeyRingSnapshot snapshot)
    {
        _previousKeys = previousKeys;
        _snapshot = snapshot;
    }

    /// <summary>The keys as they are now; the packet path reads this once per packet.</summary>
    public KeyRingSnapshot Snapshot => _snapshot;

    /// <summary>How long the current key has been in force, by the running time of whoever rotates; a rotation makes it zero. Kept in the text of the ring.</summary>
    public NtpDuration Age { get; set; }

    /// <summary>How many rotations another server is ahead: it sealed a cookie, seen here, with a key that is not current here yet.</summary>
    public int RotationsBehind
    {
        get
        {
            ReadOnlySpan<CookieKey> upcoming = _snapshot.Upcoming;
            int behind = upcoming.Length;
            while (behind > 0 && !upcoming[behind - 1].HasOpened)
            {
                behind--;
            }

            return behind;
        }
    }

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

    /// <summary>From now on each key is derived from the one before (RFC 8915 §6): rings with one beginning stay alike.</summary>
    public void UseRatchet()
    {
        lock (_writing)
        {
            _ratchets = true;
            KeyRingSnapshot old = _snapshot;
            Publish([old.Current, .. old.Previous], Lengthen([.. old.Upcoming]));
        }
    }

    /// <summary>Makes the next key current, draws or derives a new next key, and wipes the previous keys that are beyond the bound.</summary>
    /// <param name="random">Where keys and ids come from; the ratchet does without.</param>
    /// <remarks>
    /// A packet that still holds the snapshot from before the rotation may read a key while it is wiped. That key only opens cookies,
    /// because at least one previous key is kept between sealing and wiping, so the packet gets a NAK, as it would a moment later.
    /// </remarks>
    public void Rotate(IRandomSource random)
    {
        lock (_writing)
        {
            KeyRingSnapshot old = _snapshot;
            List<CookieKey> upcoming = [.. old.Upcoming[1..]];
            Publish(
                [old.Next, old.Current, .. old.Previous],
                _ratchets ? Lengthen(upcoming) : [Draw(random, old.All.ToArray())]);
            Age = NtpDuration.Zero;
        }
    }

    /// <summary>Takes over the keys and the age of a ring that was read anew from where another process keeps it; that ring must not be used afterwards.</summary>
    public void Adopt(KeyRing read)
    {
        lock (_writing)
        {
            // A key that is known already stays the same object: a packet may be using it.
            CookieKey[] keys = read._snapshot.All.ToArray();
            for (int i = 0; i < keys.Length; i++)
            {
                if (_snapshot.Find(keys[i].Id) is { } known && known.Bytes.SequenceEqual(keys[i].Bytes))
                {
                    keys[i].Wipe();
                    keys[i] = known;
                }
            }

            int opening = keys.Length - read._snapshot.Upcoming.Length;
            Publish(keys[..opening], [.. keys[opening..]]);
            Age = read.Age;
        }
    }

    /// <summary>The ring as text, for a store; the caller wipes it after use. <see cref="KeyRingText"/> describes the format.</summary>
    public byte[] Format()
    {
        lock (_writing)
        {
            return KeyRingText.Format(_snapshot, Age);
        }
    }

    /// <summary>Puts a snapshot in force and wipes the keys that it no longer has.</summary>
    /// <param name="keys">The current key, then the previous ones from new to old, which may be too many.</param>
    /// <param name="upcoming">The keys to come, from near to far.</param>
    private void Publish(CookieKey[] keys, List<CookieKey> upcoming)
    {
        // The ratchet's ids may meet that of a key which was once drawn: the newer key keeps it.
        IEnumerable<CookieKey> previous = keys.Skip(1).Where(key => !upcoming.Exists(other => other.Id == key.Id)).Take(_previousKeys);
        CookieKey[] all = [keys[0], .. previous, .. upcoming];
        KeyRingSnapshot old = _snapshot;
        _snapshot = new KeyRingSnapshot(all, upcoming.Count);
        _leftInUse?.Wipe();
        _leftInUse = null;
        foreach (CookieKey gone in old.All.ToArray().Except(all))
        {
            if (gone == old.Current)
            {
                // Only where another ring takes this one's place. A packet may be sealing with it, and must not seal with zeros: wiped by the next change.
                _leftInUse = gone;
            }
            else
            {
                gone.Wipe();
            }
        }
    }

    private static List<CookieKey> Lengthen(List<CookieKey> upcoming)
    {
        while (upcoming.Count < RatchetLookAhead)
        {
            upcoming.Add(KeyRatchet.After(upcoming[^1]));
        }

        return upcoming;
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
