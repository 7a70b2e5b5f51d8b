using Nts.Crypto;
using Nts.Nts;
using Nts.Server.Hosting;
using Nts.Time;

namespace Nts.Server.KeyRings;

/// <summary>Rotates a ring and stores it, with the age of its current key: a restart neither repeats nor skips a rotation.</summary>
/// <remarks>
/// The age counts running time alone, because a machine without a clock of its own does not know how long it was off. A server on the ratchet
/// that is behind another one, by a restart or a slower clock, rotates when it sees the other one's cookies: the fastest sets the pace.
/// </remarks>
public sealed class KeyRingOwner : IKeyRingKeeper
{
    /// <summary>How much of the age a power cut may cost.</summary>
    private static readonly NtpDuration SaveEvery = NtpDuration.FromSeconds(600);

    private readonly IKeyStore _store;
    private readonly EventLog _log;
    private MonotonicTime? _tickedAt;
    private NtpDuration _unsaved;
    private string _trouble = string.Empty;

    /// <summary>An owner of a ring; stores it at once, so that a fault of the store shows at the start.</summary>
    /// <param name="store">Where the ring survives.</param>
    /// <param name="ring">The ring.</param>
    /// <param name="period">How long a key stays current.</param>
    /// <param name="log">Says each rotation, and why the ring cannot be stored.</param>
    public KeyRingOwner(IKeyStore store, KeyRing ring, NtpDuration period, EventLog log)
    {
        _store = store;
        Ring = ring;
        CurrentFor = period;
        _log = log;
        Save();
    }

    /// <inheritdoc/>
    public KeyRing Ring { get; }

    /// <summary>How long a key stays current; may be changed at any time by the thread that ticks.</summary>
    public NtpDuration CurrentFor { get; set; }

    /// <inheritdoc/>
    public NtpDuration? Period => CurrentFor;

    /// <inheritdoc/>
    public string? Problem => _trouble.Length > 0 ? _trouble : null;

    /// <inheritdoc/>
    public void OnTick(MonotonicTime now)
    {
        NtpDuration passed = now - (_tickedAt ?? now);
        _tickedAt = now;
        _unsaved += passed;
        Ring.Age += passed;
        int behind = Ring.RotationsBehind;
        if (behind > 0)
        {
            Rotate(behind, $"another server is {behind} ahead; ");
        }
        else if (Ring.Age >= CurrentFor)
        {
            Rotate(1, string.Empty);
        }
        else if (_unsaved >= SaveEvery)
        {
            Save();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Save();

    private void Rotate(int times, string why)
    {
        for (int i = 0; i < times; i++)
        {
            Ring.Rotate(SystemRandom.Instance);
        }

        _log.Notice($"cookie keys: {why}rotated to {Ring.Snapshot.CurrentId:x8}");
        Save();
    }

    private void Save()
    {
        _unsaved = NtpDuration.Zero;
        if (!_store.TrySave(Ring, out string reason) && reason != _trouble)
        {
            _log.Warning($"cookie keys: cannot be saved: {reason}; clients must establish keys again after a restart");
        }

        _trouble = reason;
    }
}
