using System;
using System.IO;
using Nts.Appliance.Configuration;
using Nts.Appliance.Status;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

/// <summary>Brings what clients must know into the published state. The page's process may not read the directory where it comes from.</summary>
internal sealed class ServingFacts
{
    private const int MaxAuthorityLength = 8 * 1024;
    private static readonly NtpDuration LookEvery = NtpDuration.FromSeconds(10);

    private readonly string? _authorityFile;
    private readonly ServingStatus _status;
    private MonotonicTime? _lookedAt;
    private DateTime _writtenAt;

    /// <param name="configuration">The ports, and whose certificate it is.</param>
    /// <param name="status">What is kept up to date.</param>
    public ServingFacts(ApplianceConfiguration configuration, ServingStatus status)
    {
        _status = status;
        _authorityFile = configuration.CertificateFile is null ? Path.Combine(configuration.StateDirectory, "ca.pem") : null;
        status.NtpPort = configuration.NtpListen[0].Port;
        status.KeyEstablishmentPort = configuration.KeyEstablishmentListen[0].Port;
    }

    /// <summary>Looks now and then whether the authority's certificate is there, or another one.</summary>
    public void OnTick(MonotonicTime now)
    {
        if (_authorityFile is null || (_lookedAt is { } last && now - last < LookEvery && _status.Authority is not null))
        {
            return;
        }

        _lookedAt = now;
        try
        {
            FileInfo file = new(_authorityFile);
            if (file is { Exists: true, Length: < MaxAuthorityLength } && file.LastWriteTimeUtc != _writtenAt)
            {
                _status.Authority = File.ReadAllText(_authorityFile);
                _writtenAt = file.LastWriteTimeUtc;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // As if it were not there yet: looked at again.
        }
    }
}
