using System;
using System.IO;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Nts.Interop.Harness;

/// <summary>A CA of one test, a server certificate from it for every address of the lab, and the CA that a client must not trust.</summary>
internal sealed class LabCertificates
{
    /// <summary>Makes the keys and certificates in a directory.</summary>
    public LabCertificates(TempDirectory directory)
    {
        using ECDsa caKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using ECDsa strangerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using ECDsa serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 ca = Authority("Lab CA", caKey);
        using X509Certificate2 stranger = Authority("Other CA", strangerKey);

        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        names.AddDnsName("*.v4.test"); // the hosts of a Network
        names.AddDnsName("*.v6.test");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.Parse("192.0.2.1"));
        CertificateRequest request = new("CN=server", serverKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 server = request.Create(ca, ca.NotBefore, ca.NotAfter, RandomNumberGenerator.GetBytes(8));

        Ca = directory.Write("ca.pem", ca.ExportCertificatePem());
        OtherCa = directory.Write("other-ca.pem", stranger.ExportCertificatePem());
        Server = directory.Write("server.pem", server.ExportCertificatePem());
        ServerKey = directory.Write("server.key", serverKey.ExportPkcs8PrivateKeyPem());
        File.SetUnixFileMode(ServerKey, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>The CA that clients trust.</summary>
    public string Ca { get; }

    /// <summary>A CA that signed nothing here.</summary>
    public string OtherCa { get; }

    /// <summary>The server's certificate.</summary>
    public string Server { get; }

    /// <summary>The server's private key.</summary>
    public string ServerKey { get; }

    private static X509Certificate2 Authority(string name, ECDsa key)
    {
        CertificateRequest request = new("CN=" + name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
    }
}
