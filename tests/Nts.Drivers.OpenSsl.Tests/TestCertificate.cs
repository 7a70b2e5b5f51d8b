using System;
using System.IO;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Nts.Drivers.OpenSsl;

/// <summary>A certificate that signed itself, for <c>ntp.example</c>, 127.0.0.1 and ::1, in a folder that goes with it.</summary>
public sealed class TestCertificate : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nts-tls-");

    public TestCertificate()
        : this(hasNames: true)
    {
    }

    private TestCertificate(bool hasNames)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=common.example", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("ntp.example");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        if (hasNames)
        {
            request.CertificateExtensions.Add(names.Build());
        }

        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(KeyFile, key.ExportPkcs8PrivateKeyPem());
        Fingerprint = SHA256.HashData(certificate.RawData);
    }

    /// <summary>One that bears its name as common name only, as nobody may do any more (RFC 6125 §6.4.4).</summary>
    public static TestCertificate CreateWithCommonNameOnly() => new(hasNames: false);

    public string CertificateFile => Path.Combine(_folder.FullName, "server.pem");

    public string KeyFile => Path.Combine(_folder.FullName, "server.key");

    public byte[] Fingerprint { get; }

    public string Write(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
