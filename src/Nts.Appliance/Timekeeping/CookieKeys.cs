using System.IO;
using Nts.Appliance.Configuration;
using Nts.Server.Hosting;
using Nts.Server.KeyRings;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

/// <summary>The ring of cookie keys as the configuration wants it.</summary>
internal static class CookieKeys
{
    private const string FileName = "cookie-keys";

    /// <summary>Where the ring is kept.</summary>
    public static string FileOf(ApplianceConfiguration configuration) => configuration.KeyFile ?? Path.Combine(configuration.StateDirectory, FileName);

    /// <summary>Opens the ring. Where there is none that can be read, the box draws its own: time is served all the same.</summary>
    /// <exception cref="IOException">The ring is one that several servers derive, which no other ring can stand for.</exception>
    public static IKeyRingKeeper Open(ApplianceConfiguration configuration, EventLog log)
    {
        KeyRingOptions options = new()
        {
            File = FileOf(configuration),
            Mode = configuration.KeyMode,
            Period = NtpDuration.FromSeconds(configuration.KeyRotationHours * 3600.0),
        };
        if (KeyRingKeeper.TryOpen(options, log, out IKeyRingKeeper? keeper, out string reason))
        {
            return keeper;
        }

        if (options.Mode is KeyRingMode.Ratchet)
        {
            throw new IOException("cookie keys: " + reason);
        }

        log.Warning($"cookie keys: {reason}; drawing new ones, so that clients must establish keys again");
        return KeyRingKeeper.Anew(options, log);
    }
}
