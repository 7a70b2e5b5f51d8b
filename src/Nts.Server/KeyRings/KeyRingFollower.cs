using Nts.Nts;
using Nts.Server.Hosting;
using Nts.Time;

namespace Nts.Server.KeyRings;

/// <summary>Keeps a ring as another process writes it: reads the store at every tick, and never writes.</summary>
/// <remarks>
/// It reads the whole text and not its date, which a copying program may keep or a wrong clock may set; a ring has about a thousand octets.
/// A text that is missing, half written or wrong changes nothing. The next key is in it: a copy that is late by a rotation still opens every cookie.
/// </remarks>
public sealed class KeyRingFollower : IKeyRingKeeper
{
    private readonly IKeyStore _store;
    private readonly int _previousKeys;
    private readonly EventLog _log;
    private string _trouble = string.Empty;

    /// <summary>A follower with the ring to start with.</summary>
    /// <param name="store">Where the ring comes from.</param>
    /// <param name="ring">What was read there, or a ring of its own for the time until something can be.</param>
    /// <param name="previousKeys">How many former keys to keep, 1 to <see cref="KeyRing.MaxPreviousKeys"/>.</param>
    /// <param name="log">Says each change, and why there is none.</param>
    public KeyRingFollower(IKeyStore store, KeyRing ring, int previousKeys, EventLog log)
    {
        _store = store;
        Ring = ring;
        _previousKeys = previousKeys;
        _log = log;
    }

    /// <inheritdoc/>
    public KeyRing Ring { get; }

    /// <inheritdoc/>
    public NtpDuration? Period => null;

    /// <inheritdoc/>
    public string? Problem => _trouble.Length > 0 ? _trouble : null;

    /// <inheritdoc/>
    public void OnTick(MonotonicTime now)
    {
        KeyStoreStatus status = _store.Load(_previousKeys, out KeyRing? read, out string reason);
        string trouble = status is KeyStoreStatus.Absent ? "the file is gone" : reason;
        if (read is not null)
        {
            uint current = Ring.Snapshot.CurrentId;
            Ring.Adopt(read);
            if (Ring.Snapshot.CurrentId != current)
            {
                _log.Notice($"cookie keys: followed to {Ring.Snapshot.CurrentId:x8}");
            }
        }
        else if (trouble != _trouble)
        {
            _log.Warning($"cookie keys: {trouble}; keeping those of before");
        }

        _trouble = trouble;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
