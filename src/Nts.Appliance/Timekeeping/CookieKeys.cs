using System.IO;
using Nts.Appliance.Configuration;
using Nts.Crypto;
using Nts.Drivers.Linux;
using Nts.Nts;
using Nts.Server;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

/// <summary>The ring of cookie keys, kept in the state directory and rotated by monotonic time.</summary>
internal sealed class CookieKeys
{
    private const string FileName = "cookie-keys";
    private const int PreviousKeys = 7;

    private readonly KeyRingFile _file;
    private readonly EventLog _log;
    private readonly NtpDuration _period;
    private MonotonicTime _rotatedAt = MonotonicClock.Now();

    /// <summary>Loads the ring, or draws a new one when there is none or it cannot be read.</summary>
    public CookieKeys(ApplianceConfiguration configuration, EventLog log)
    {
        _log = log;
        _period = NtpDuration.FromSeconds(configuration.KeyRotationHours * 3600.0);
        _file = new KeyRingFile(Path.Combine(configuration.StateDirectory, FileName));
        KeyStoreStatus status = _file.Load(PreviousKeys, out KeyRing? ring, out string reason);
        if (status is KeyStoreStatus.Refused)
        {
            log.Warning($"cookie keys: {reason}; drawing new ones, so that clients must establish keys again");
        }

        Ring = ring ?? KeyRing.Create(PreviousKeys, SystemRandom.Instance);
        if (status is not KeyStoreStatus.Loaded)
        {
            Save();
        }
    }

    /// <summary>The ring in force.</summary>
    public KeyRing Ring { get; }

    /// <summary>Rotates when it is time.</summary>
    public void OnTick(MonotonicTime now)
    {
        if (now - _rotatedAt >= _period)
        {
            Ring.Rotate(SystemRandom.Instance);
            _rotatedAt = now;
            Save();
        }
    }

    private void Save()
    {
        if (!_file.TrySave(Ring, out string reason))
        {
            _log.Warning($"cookie keys: cannot be saved: {reason}; clients must establish keys again after a restart");
        }
    }
}
