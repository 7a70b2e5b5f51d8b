namespace Nts.Nts;

/// <summary>Where a key ring survives a restart.</summary>
public interface IKeyStore
{
    /// <summary>Reads the ring.</summary>
    /// <param name="previousKeys">How many former keys the ring keeps, 1 to <see cref="KeyRing.MaxPreviousKeys"/>.</param>
    /// <param name="ring">The ring, when it was loaded.</param>
    /// <param name="reason">Why not, in plain words, when the store is refused; else empty.</param>
    KeyStoreStatus Load(int previousKeys, out KeyRing? ring, out string reason);

    /// <summary>Replaces what is stored, wholly or not at all.</summary>
    /// <param name="ring">The ring to keep.</param>
    /// <param name="reason">Why not, in plain words, when the result is false; else empty.</param>
    bool TrySave(KeyRing ring, out string reason);
}
