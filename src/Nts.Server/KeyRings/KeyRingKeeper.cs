using System.Diagnostics.CodeAnalysis;
using Nts.Crypto;
using Nts.Nts;
using Nts.Server.Hosting;

namespace Nts.Server.KeyRings;

/// <summary>Opens the ring of a server and gives it the keeper that its mode asks for.</summary>
public static class KeyRingKeeper
{
    /// <summary>Opens the ring in the file. A server that follows needs the file; another one makes it where it is missing.</summary>
    /// <param name="options">Which ring, and where.</param>
    /// <param name="log">Says what becomes of the keys.</param>
    /// <param name="keeper">The keeper, when the result is true.</param>
    /// <param name="reason">Why there is none, in plain words, when the result is false; else empty.</param>
    public static bool TryOpen(KeyRingOptions options, EventLog log, [NotNullWhen(true)] out IKeyRingKeeper? keeper, out string reason)
    {
        KeyRingFile file = new(options.File);
        KeyStoreStatus status = file.Load(options.PreviousKeys, out KeyRing? ring, out reason);
        if (status is KeyStoreStatus.Absent && options.Mode is KeyRingMode.Follow)
        {
            reason = $"{options.File} is not there";
        }
        else if (status is KeyStoreStatus.Absent)
        {
            ring = KeyRing.Create(options.PreviousKeys, SystemRandom.Instance);
            log.Notice($"cookie keys: drawn, in {options.File}" + (options.Mode is KeyRingMode.Ratchet ? "; copy it to the servers that shall have the same" : ""));
        }

        keeper = ring is null ? null : For(options, file, ring, log);
        return keeper is not null;
    }

    /// <summary>A keeper of a ring that is drawn, where the file is missing or cannot be read; clients must establish keys again.</summary>
    public static IKeyRingKeeper Anew(KeyRingOptions options, EventLog log) =>
        For(options, new KeyRingFile(options.File), KeyRing.Create(options.PreviousKeys, SystemRandom.Instance), log);

    private static IKeyRingKeeper For(KeyRingOptions options, KeyRingFile file, KeyRing ring, EventLog log)
    {
        if (options.Mode is KeyRingMode.Follow)
        {
            return new KeyRingFollower(file, ring, options.PreviousKeys, log);
        }

        if (options.Mode is KeyRingMode.Ratchet)
        {
            ring.UseRatchet();
        }

        return new KeyRingOwner(file, ring, options.Period, log);
    }
}
