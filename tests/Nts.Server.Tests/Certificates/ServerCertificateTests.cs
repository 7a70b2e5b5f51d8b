using System;
using System.IO;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using Nts.Drivers.OpenSsl;
using Nts.TestKit;

namespace Nts.Server.Certificates;

public sealed class ServerCertificateTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nts-cert-");
    private readonly FixedTime _time = new(Start);

    public void Dispose() => _folder.Delete(recursive: true);

    [SkippableFact]
    public async Task Ensure_EmptyFolder_MakesWhatOpenSslVerifies()
    {
        Skip.IfNot(ExternalProgram.IsInstalled("openssl"), "openssl is not installed");
        ServerCertificate made = Ensure("clock.example");

        foreach (string[] check in (string[][])[["-verify_hostname", "clock.example"], ["-verify_ip", "192.0.2.1"], ["-verify_ip", "::1"]])
        {
            ExternalProgram verify = await ExternalProgram.RunAsync("openssl",
            [
                "verify", "-x509_strict", "-purpose", "sslserver", "-attime", Start.ToUnixTimeSeconds().ToString(),
                "-CAfile", made.AuthorityFile, .. check, made.CertificateFile,
            ]);
            Assert.True(verify.ExitCode == 0, verify.Text);
        }

        using TlsServer server = TlsServer.Load(made.CertificateFile, made.KeyFile);
    }

    [Fact]
    public void Ensure_EmptyFolder_KeysAreForTheirOwnerAlone()
    {
        Ensure("clock.example");

        foreach (string key in (string[])["ca.key", "server.key"])
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder.FullName, key)));
        }

        Assert.Equal(4, _folder.GetFiles().Length);
    }

    [Fact]
    public void Ensure_Again_ChangesNothing()
    {
        ServerCertificate first = Ensure("clock.example");
        string before = File.ReadAllText(first.AuthorityFile) + File.ReadAllText(first.CertificateFile);
        File.Delete(Path.Combine(_folder.FullName, "ca.key"));

        ServerCertificate second = Ensure("CLOCK.example");

        Assert.Equal(before, File.ReadAllText(second.AuthorityFile) + File.ReadAllText(second.CertificateFile));
    }

    [Theory]
    [InlineData("another name that the authority permits", 0, false, "other.clock.example")]
    [InlineData("about to end", 701, false, "clock.example")]
    [InlineData("key of another certificate", 0, true, "clock.example")]
    public void Ensure_CertificateNotUsable_IsMadeAnewBySameAuthority(string why, int daysLater, bool spoilsKey, string name)
    {
        ServerCertificate first = Ensure("clock.example");
        string authority = File.ReadAllText(first.AuthorityFile);
        string certificate = File.ReadAllText(first.CertificateFile);
        _time.Now += TimeSpan.FromDays(daysLater);
        if (spoilsKey)
        {
            using ECDsa other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            File.WriteAllText(first.KeyFile, other.ExportPkcs8PrivateKeyPem());
        }

        ServerCertificate second = Ensure(name);

        Assert.Equal((why, authority), (why, File.ReadAllText(second.AuthorityFile)));
        Assert.NotEqual(certificate, File.ReadAllText(second.CertificateFile));
    }

    [Fact]
    public void Ensure_ClockBehindTheCertificate_KeepsIt()
    {
        ServerCertificate first = Ensure("clock.example");
        string certificate = File.ReadAllText(first.CertificateFile);
        _time.Now = DateTimeOffset.UnixEpoch;

        Assert.Equal(certificate, File.ReadAllText(Ensure("clock.example").CertificateFile));
    }

    [Fact]
    public void Ensure_ClockNeverSet_MakesACertificateThatIsValidNow()
    {
        _time.Now = DateTimeOffset.UnixEpoch;
        ServerCertificate made = Ensure("clock.example");

        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificateFromFile(made.AuthorityFile);
        Assert.True(certificate.NotAfter > Start.AddYears(15));
    }

    [Fact]
    public void Ensure_AuthorityInItsLastYears_GetsALaterEndUnderTheSameNameAndKey()
    {
        ServerCertificate first = Ensure("clock.example");
        using X509Certificate2 old = X509CertificateLoader.LoadCertificateFromFile(first.AuthorityFile);
        _time.Now = Start.AddYears(18);

        ServerCertificate second = Ensure("clock.example");

        using X509Certificate2 renewed = X509CertificateLoader.LoadCertificateFromFile(second.AuthorityFile);
        using X509Certificate2 server = X509CertificateLoader.LoadCertificateFromFile(second.CertificateFile);
        Assert.Equal((old.Subject, old.GetPublicKeyString()), (renewed.Subject, renewed.GetPublicKeyString()));
        Assert.True(renewed.NotAfter > _time.Now.AddYears(19));
        Assert.True(server.NotAfter > _time.Now.AddDays(700));

        // Who trusts the old certificate of the authority trusts the new one of the server.
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(old);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = _time.Now.UtcDateTime;
        Assert.True(chain.Build(server));
    }

    [Fact]
    public void Ensure_AuthorityInItsLastYearsWithoutItsKey_KeepsIt()
    {
        ServerCertificate first = Ensure("clock.example");
        _time.Now = Start.AddYears(16).AddDays(180);
        Ensure("clock.example");
        string before = File.ReadAllText(first.AuthorityFile);
        File.Delete(Path.Combine(_folder.FullName, "ca.key"));
        _time.Now = Start.AddYears(17).AddDays(1);

        Assert.Equal(before, File.ReadAllText(Ensure("clock.example").AuthorityFile));
    }

    /// <summary>What a thief of the authority's key would do.</summary>
    [SkippableTheory]
    [InlineData("other.example", "192.0.2.1")]
    [InlineData("clock.example", "192.0.2.2")]
    [InlineData("clock.example", "2001:db8::1")]
    public async Task Ensure_EmptyFolder_AuthorityVouchesForNobodyElse(string name, string address)
    {
        Skip.IfNot(ExternalProgram.IsInstalled("openssl"), "openssl is not installed");
        ServerCertificate made = Ensure("clock.example");
        using X509Certificate2 authority = X509Certificate2.CreateFromPemFile(made.AuthorityFile, Path.Combine(_folder.FullName, "ca.key"));
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=forged", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(SubjectNames.Build([name], [IPAddress.Parse(address)]));
        using X509Certificate2 forged = request.Create(authority, Start, Start.AddYears(1), [1]);
        string file = Path.Combine(_folder.FullName, "forged.pem");
        File.WriteAllText(file, forged.ExportCertificatePem());

        ExternalProgram verify = await ExternalProgram.RunAsync(
            "openssl", ["verify", "-attime", Start.AddDays(1).ToUnixTimeSeconds().ToString(), "-CAfile", made.AuthorityFile, file]);

        Assert.True(verify.ExitCode != 0 && verify.Text.Contains("permitted subtree violation", StringComparison.Ordinal), verify.Text);
    }

    [Fact]
    public void Ensure_AddressFromARouter_KeepsTheAuthority()
    {
        ServerCertificate first = Ensure("clock.example");
        string authority = File.ReadAllText(first.AuthorityFile);

        ServerCertificate second = ServerCertificate.Ensure(_folder.FullName, ["clock.example"], [IPAddress.Parse("192.168.1.7"), IPAddress.Parse("fd00::7")], _time);

        Assert.Equal((false, authority), (second.MustAuthorityBeFetched, File.ReadAllText(second.AuthorityFile)));
        Assert.Contains("fd00::7", CertificateFacts.Read(second.CertificateFile).Names);
    }

    [Fact]
    public void Ensure_NameThatTheAuthorityDoesNotPermit_MakesItAnewUnderTheSameKeyAndSaysSo()
    {
        using X509Certificate2 old = X509CertificateLoader.LoadCertificateFromFile(Ensure("clock.example").AuthorityFile);

        ServerCertificate second = Ensure("other.example");

        using X509Certificate2 authority = X509CertificateLoader.LoadCertificateFromFile(second.AuthorityFile);
        Assert.True(second.MustAuthorityBeFetched);
        Assert.Equal((old.Subject, old.GetPublicKeyString()), (authority.Subject, authority.GetPublicKeyString()));
        Assert.NotEqual(old.Thumbprint, authority.Thumbprint);
        Assert.False(Ensure("other.example").MustAuthorityBeFetched);
    }

    [Fact]
    public void Ensure_ClockFarAhead_MakesWhatIsValidToday()
    {
        _time.Now = Start.AddYears(14);
        ServerCertificate made = Ensure("clock.example");

        Assert.True(CertificateFacts.Read(made.AuthorityFile).NotBefore < Start);
        Assert.True(CertificateFacts.Read(made.CertificateFile).NotBefore < Start);
    }

    [Fact]
    public void Ensure_AuthorityKeyGoneWhenItIsNeeded_SaysSo()
    {
        Ensure("clock.example");
        File.Delete(Path.Combine(_folder.FullName, "ca.key"));

        Assert.Contains("ca.key", Assert.Throws<FileNotFoundException>(() => Ensure("other.example")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ensure_AuthorityIsNoCertificate_IsRefused()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "ca.pem"), "nothing here");
        File.WriteAllText(Path.Combine(_folder.FullName, "ca.key"), "nothing here");

        Assert.ThrowsAny<CryptographicException>(() => Ensure("clock.example"));
    }

    private ServerCertificate Ensure(string name) =>
        ServerCertificate.Ensure(_folder.FullName, [name], [IPAddress.Parse("192.0.2.1"), IPAddress.IPv6Loopback], _time);

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
