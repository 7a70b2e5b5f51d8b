using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Nts.Appliance.Web;

/// <summary>A certificate authority whose key nobody keeps.</summary>
internal static class ExampleAuthority
{
    /// <summary>Its certificate.</summary>
    public static string Pem { get; } = Create();

    private static string Create()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=time server authority", key, HashAlgorithmName.SHA256);
        using X509Certificate2 certificate = request.CreateSelfSigned(new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2046, 11, 22, 0, 0, 0, TimeSpan.Zero));
        return certificate.ExportCertificatePem();
    }
}
