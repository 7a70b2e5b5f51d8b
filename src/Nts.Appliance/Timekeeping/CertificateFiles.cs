using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using Nts.Appliance.Configuration;
using Nts.Server.Certificates;

namespace Nts.Appliance.Timekeeping;

/// <summary>Where certificate and key are: the owner's, or the box's own, which are made when they are missing and renewed before they end.</summary>
internal sealed class CertificateFiles(ApplianceConfiguration configuration, TimeProvider time)
{
    /// <summary>Whether an exception of <see cref="Ensure"/> is one that an owner can mend.</summary>
    public static bool IsFailure(Exception e) => e is IOException or UnauthorizedAccessException or CryptographicException;

    /// <summary>The files; the box's own ones are usable after this.</summary>
    public (string Certificate, string Key) Ensure()
    {
        if (configuration is { CertificateFile: { } file, PrivateKeyFile: { } key })
        {
            return (file, key);
        }

        IPAddress[] addresses = [.. configuration.CertificateNames.Select(name => IPAddress.TryParse(name, out IPAddress? address) ? address : null).OfType<IPAddress>()];
        string[] names = [.. configuration.CertificateNames.Where(name => !IPAddress.TryParse(name, out _))];
        ServerCertificate own = ServerCertificate.Ensure(configuration.StateDirectory, names, addresses, time);
        return (own.CertificateFile, own.KeyFile);
    }
}
