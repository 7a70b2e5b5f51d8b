using Nts.Appliance.Configuration;
using Nts.Ntp;
using Nts.Server;
using Nts.Server.KeyRings;
using Nts.Server.Ntp;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

/// <content>What can change while the timekeeper runs: what the settings promise with AppliesOnReload is kept here.</content>
internal sealed partial class Timekeeper
{
    private ServicePolicy Policy(ApplianceConfiguration configuration) => new()
    {
        Access = AccessList.Create(configuration.NtpAllow, configuration.NtpDeny),
        RateLimit = configuration.NtpRateLimit,
        SymmetricKeys = _keysOfClients,
    };

    /// <summary>Reads again what is in files, and the configuration.</summary>
    private void Reload(MonotonicTime now)
    {
        if (_reload.Read() is { } next)
        {
            _ntp.Use(Policy(next));
            _smear?.Ntp.Use(Policy(next));
            if (next.NtpSymmetricKeyFile != _configuration.NtpSymmetricKeyFile)
            {
                UseSymmetricKeys(next.NtpSymmetricKeyFile);
            }

            if (next.LeapSecondFile != _configuration.LeapSecondFile)
            {
                _leapSeconds = new LeapSecondFile(next.LeapSecondFile, _log);
            }

            if (_keys is KeyRingOwner owner)
            {
                owner.CurrentFor = NtpDuration.FromSeconds(next.KeyRotationHours * 3600.0);
            }

            _configuration = next;
        }

        _leapSeconds.Reread();
        _leapSeconds.Refresh(now, null);
        _receiver.UseLeapSeconds(_leapSeconds.Table);
        _keyEstablishment.Use(_configuration);
        TellSecrets();
    }

    private void UseSymmetricKeys(string? path)
    {
        _symmetricKeys = path is null ? null : new SymmetricKeyFile(path, _log, _keysOfClients);
        if (_symmetricKeys is null)
        {
            _keysOfClients.Replace([]);
        }

        _symmetricKeys?.Refresh();
    }

    private void TellSecrets()
    {
        // Of the private key, key establishment tells.
        foreach (SecretProblem problem in Secrets.Problems(_configuration, leavesOut: _configuration.PrivateKeyFile))
        {
            _log.Warning($"{problem.Reason} (next: {problem.Fix})");
        }
    }
}
