using System;
using System.IO;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Nts.Server.Certificates;

/// <summary>Certificates that signed themselves, for localhost and 127.0.0.1.</summary>
internal static class TestPair
{
    public static (string Certificate, string Key) Write(string certificateFile, string keyFile, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        // A name of its own: OpenSSL finds an issuer by its name.
        CertificateRequest request = new("CN=" + Path.GetFileName(certificateFile), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(SubjectNames.Build(["localhost"], [IPAddress.Loopback]));
        using X509Certificate2 certificate = request.CreateSelfSigned(notBefore, notAfter);
        File.WriteAllText(certificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return (certificateFile, keyFile);
    }
}
