using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Nts.Server.Certificates;

/// <summary>What a certificate says of itself.</summary>
/// <param name="Names">Host names and IP addresses that it speaks for.</param>
/// <param name="NotBefore">When it begins.</param>
/// <param name="NotAfter">When it ends.</param>
/// <param name="Fingerprint">SHA-256 of it as a whole, in pairs of hexadecimal digits with colons between them, as <c>openssl x509 -fingerprint -sha256</c> has it.</param>
public sealed record CertificateFacts(IReadOnlyList<string> Names, DateTimeOffset NotBefore, DateTimeOffset NotAfter, string Fingerprint)
{
    /// <summary>Reads a certificate's facts.</summary>
    public static CertificateFacts Of(X509Certificate2 certificate) => new(
        SubjectNames.Of(certificate),
        certificate.NotBefore,
        certificate.NotAfter,
        string.Join(':', Array.ConvertAll(certificate.GetCertHash(HashAlgorithmName.SHA256), octet => $"{octet:X2}")));

    /// <summary>Reads the first certificate of a file (PEM).</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="CryptographicException">There is none in it.</exception>
    public static CertificateFacts Read(string file)
    {
        using X509Certificate2 certificate = X509Certificate2.CreateFromPem(File.ReadAllText(file));
        return Of(certificate);
    }
}
