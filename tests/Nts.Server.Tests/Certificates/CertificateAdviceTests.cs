using System;
using System.IO;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Nts.Drivers.OpenSsl;

namespace Nts.Server.Certificates;

/// <summary>Certificates that an owner gave and that can be served, but should not be as they are.</summary>
public sealed class CertificateAdviceTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nts-advice-");

    private string CertificateFile => Path.Combine(_folder.FullName, "cert.pem");

    private string PrivateKeyFile => Path.Combine(_folder.FullName, "key.pem");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void On_CompleteChain_HasNothingToMend() => Assert.Empty(Advice(hasIssuer: true));

    [Fact]
    public void On_CertificateAloneOfAPublicAuthority_NamesItsIssuer() =>
        Assert.Contains("lacks the certificate of 'CN=Between'", Assert.Single(Advice(hasIssuer: false)), StringComparison.Ordinal);

    [Fact]
    public void On_CertificateAloneOfAnOwnersAuthority_HasNothingToMend() => Assert.Empty(Advice(hasIssuer: false, isPublic: false));

    [Fact]
    public void On_NoNames_SaysSo() => Assert.Contains("speaks for no name", Assert.Single(Advice(hasIssuer: true, names: [])), StringComparison.Ordinal);

    [Fact]
    public void On_CertificateOfAClient_SaysSo() =>
        Assert.Contains("lacks serverAuth", Assert.Single(Advice(hasIssuer: true, usage: "1.3.6.1.5.5.7.3.2")), StringComparison.Ordinal);

    [Theory]
    [InlineData(OwnerOnly, null)]
    [InlineData(OwnerOnly | UnixFileMode.GroupRead, null)]
    [InlineData(OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead, "others can read")]
    [InlineData(OwnerOnly | UnixFileMode.GroupWrite, "others can change")]
    public void On_KeyWithPermissions_NamesTheCommand(UnixFileMode mode, string? words)
    {
        string[] advice = Advice(hasIssuer: true, mode: mode);

        Assert.Equal(words is null ? [] : [$"{words} its private key: chmod g-w,o= {PrivateKeyFile}"], advice);
    }

    [Fact]
    public void On_LinkToAKeyThatAllCanRead_LooksAtTheKey()
    {
        Write(hasIssuer: true, isPublic: true, ["clock.example"], "1.3.6.1.5.5.7.3.1", OwnerOnly | UnixFileMode.OtherRead);
        string link = Path.Combine(_folder.FullName, "link.pem");
        File.CreateSymbolicLink(link, "key.pem");
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificateFromFile(CertificateFile);

        Assert.Contains("others can read", Assert.Single(CertificateAdvice.On(certificate, CertificateFile, link)), StringComparison.Ordinal);
    }

    [Fact]
    public void Status_OfServedPair_HasFactsAndAdvice()
    {
        Write(hasIssuer: true, isPublic: true, ["clock.example"], "1.3.6.1.5.5.7.3.1", OwnerOnly | UnixFileMode.OtherRead);

        using ReloadingTlsServer server = new(CertificateFile, PrivateKeyFile, new SteppedTime());

        Assert.Equal(["clock.example"], server.Status.Facts.Names);
        Assert.Contains("(to mend: others can read", server.Status.Describe(Start), StringComparison.Ordinal);
        Assert.True(server.Status.NeedsAttention(Start));
    }

    [Fact]
    public void Describe_NotYetValid_SaysWhen()
    {
        CertificateStatus status = new("server.pem", new([], Start, Start.AddDays(90), ""));

        Assert.Equal("server.pem, it begins at 2026-03-01 12:00Z, before which clients refuse it", status.Describe(Start.AddDays(-1)));
        Assert.False(status.NeedsAttention(DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void RequireAccess_NoFile_LeavesTheWordsToWhoLoadsIt() =>
        Assert.Throws<TlsException>(() =>
        {
            KeyFile.RequireAccess(PrivateKeyFile);
            TlsServer.Load(CertificateFile, PrivateKeyFile);
        });

    private string[] Advice(bool hasIssuer, bool isPublic = true, string[]? names = null, string usage = "1.3.6.1.5.5.7.3.1", UnixFileMode mode = OwnerOnly)
    {
        Write(hasIssuer, isPublic, names ?? ["clock.example"], usage, mode);
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificateFromFile(CertificateFile);
        return [.. CertificateAdvice.On(certificate, CertificateFile, PrivateKeyFile)];
    }

    /// <summary>As a public authority gives it: signed by a certificate in between, which says where to get that.</summary>
    private void Write(bool hasIssuer, bool isPublic, string[] names, string usage, UnixFileMode mode)
    {
        using ECDsa rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using ECDsa betweenKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 root = Authority("Root", rootKey).CreateSelfSigned(Start, Start.AddYears(9));
        using X509Certificate2 signed = Authority("Between", betweenKey).Create(root, Start, Start.AddYears(8), [1]);
        using X509Certificate2 between = signed.CopyWithPrivateKey(betweenKey);
        CertificateRequest request = new("CN=clock", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: false));
        if (names.Length > 0)
        {
            request.CertificateExtensions.Add(SubjectNames.Build(names, Array.Empty<IPAddress>()));
        }

        if (isPublic)
        {
            request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(null, ["http://ca.example/between.cer"]));
        }

        using X509Certificate2 certificate = request.Create(between, Start, Start.AddYears(1), [2]);
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem() + "\n" + (hasIssuer ? between.ExportCertificatePem() : ""));
        File.WriteAllText(PrivateKeyFile, key.ExportPkcs8PrivateKeyPem());
        File.SetUnixFileMode(PrivateKeyFile, mode);
    }

    private static CertificateRequest Authority(string name, ECDsa key)
    {
        CertificateRequest request = new("CN=" + name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority());
        return request;
    }
}
