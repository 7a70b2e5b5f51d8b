using System;
using System.IO;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Nts.Interop.Harness;

/// <summary>An authority as public ones are: a root that clients have, and a certificate in between that signs. What it issues is laid out as ACME clients do.</summary>
internal sealed class PublicAuthority : IDisposable
{
    private static readonly TimeSpan Past = TimeSpan.FromDays(1);

    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private readonly X509Certificate2 _between;
    private byte _serial;

    /// <summary>Makes root and intermediate.</summary>
    public PublicAuthority(TempDirectory directory)
    {
        using ECDsa rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using ECDsa betweenKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 root = Authority("Public root", rootKey).CreateSelfSigned(_now - Past, _now.AddDays(100));
        using X509Certificate2 between = Authority("Public intermediate", betweenKey).Create(root, _now - Past, _now.AddDays(99), [1]);
        _between = between.CopyWithPrivateKey(betweenKey);
        Root = directory.Write("root.pem", root.ExportCertificatePem());
    }

    /// <summary>The root's certificate (PEM).</summary>
    public string Root { get; }

    /// <summary>A new certificate for 127.0.0.1: its fingerprint, and the texts of the files that ACME clients make of it.</summary>
    public (string Fingerprint, string Certificate, string Chain, string Key) Issue()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        using X509Certificate2 certificate = request.Create(_between, _now - Past, _now.AddDays(90), [++_serial]);
        return (certificate.GetCertHashString(HashAlgorithmName.SHA256), certificate.ExportCertificatePem() + "\n", _between.ExportCertificatePem() + "\n", key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    /// <summary>Lays a certificate out as certbot does: files with numbers in <c>archive</c>, and links to the newest of them in <c>live</c>.</summary>
    /// <param name="directory">certbot's directory.</param>
    /// <param name="number">1 for the first certificate, one more for each renewal.</param>
    /// <returns>Its folder in <c>live</c>, and the certificate's fingerprint.</returns>
    public (string Lineage, string Fingerprint) Certbot(string directory, int number)
    {
        (string fingerprint, string certificate, string chain, string key) = Issue();
        string archive = Path.Combine(directory, "archive", "clock.example");
        string live = Path.Combine(directory, "live", "clock.example");
        Directory.CreateDirectory(archive);
        Directory.CreateDirectory(live);
        foreach ((string name, string text) in (ReadOnlySpan<(string, string)>)[("cert", certificate), ("chain", chain), ("fullchain", certificate + chain), ("privkey", key)])
        {
            string file = Path.Combine(archive, $"{name}{number}.pem");
            File.WriteAllText(file, text);
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.Delete(Path.Combine(live, name + ".pem"));
            File.CreateSymbolicLink(Path.Combine(live, name + ".pem"), $"../../archive/clock.example/{name}{number}.pem");
        }

        return (live, fingerprint);
    }

    /// <summary>Lays a certificate out as lego does: the files of one name are written over.</summary>
    /// <returns>The chain, the key, and the certificate's fingerprint.</returns>
    public (string Chain, string Key, string Fingerprint) Lego(string directory)
    {
        (string fingerprint, string certificate, string chain, string key) = Issue();
        string folder = Path.Combine(directory, "certificates");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "clock.example.crt"), certificate + chain);
        File.WriteAllText(Path.Combine(folder, "clock.example.issuer.crt"), chain);
        File.WriteAllText(Path.Combine(folder, "clock.example.key"), key);
        return (Path.Combine(folder, "clock.example.crt"), Path.Combine(folder, "clock.example.key"), fingerprint);
    }

    /// <inheritdoc/>
    public void Dispose() => _between.Dispose();

    private static CertificateRequest Authority(string name, ECDsa key)
    {
        CertificateRequest request = new("CN=" + name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority());
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        return request;
    }
}
