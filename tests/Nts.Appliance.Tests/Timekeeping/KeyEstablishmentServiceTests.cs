using System;
using System.IO;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Nts.Appliance.Configuration;
using Nts.Appliance.Status;
using Nts.Crypto;
using Nts.Drivers.Linux;
using Nts.Nts;
using Nts.Server.Hosting;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

public sealed class KeyEstablishmentServiceTests : IDisposable
{
    private static readonly MonotonicTime Start = MonotonicTime.FromNanoseconds(0);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nts-service-");
    private readonly StringWriter _log = new();
    private readonly SettableTime _time = new(TimeProvider.System.GetUtcNow());

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void OnTick_FirstTime_ServesWithACertificateOfItsOwn()
    {
        using KeyEstablishmentService service = Create();

        service.OnTick(Start);

        Assert.StartsWith("serving on 127.0.0.1:", service.State, StringComparison.Ordinal);
        Assert.StartsWith(Path.Combine(_folder.FullName, "server.pem") + ", valid until ", service.Certificate!.Summary, StringComparison.Ordinal);
        Assert.Null(service.Certificate.Problem);
    }

    [Fact]
    public void OnTick_OwnCertificateNoLongerUsable_IsMadeAnewWithinTheHour()
    {
        string certificate = Path.Combine(_folder.FullName, "server.pem");
        using KeyEstablishmentService service = Create();
        service.OnTick(Start);
        Pass(service, 1);
        Pass(service, 2);
        File.WriteAllText(certificate, "nothing");

        for (int second = 3; second < 3600; second++)
        {
            Pass(service, second);
        }

        Assert.Equal("nothing", File.ReadAllText(certificate));
        Pass(service, 3602);

        using X509Certificate2 made = X509Certificate2.CreateFromPemFile(certificate, Path.Combine(_folder.FullName, "server.key"));
        Assert.True(made.NotAfter > made.NotBefore);
    }

    [Fact]
    public void OnTick_ClockSetToAfterTheEnd_OwnCertificateIsMadeAnewAtOnce()
    {
        _time.Now = DateTimeOffset.UnixEpoch;
        using KeyEstablishmentService service = Create();
        service.OnTick(Start);
        Pass(service, 1);
        string before = service.Certificate!.NotAfter;

        _time.Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Pass(service, 2);

        using X509Certificate2 made = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(_folder.FullName, "server.pem"));
        Assert.Equal(("2027-01-01T00:00:00Z", 2032), (before, made.NotAfter.Year));
    }

    [Fact]
    public void Certificate_OfItsOwn_HasFactsOfBothAndAFileForEverybody()
    {
        string run = Path.Combine(_folder.FullName, "run");
        using KeyEstablishmentService service = Create(configuration =>
        {
            configuration.RunDirectory = run;
            configuration.CertificateNames = ["clock.example", "192.0.2.1"];
        });

        service.OnTick(Start);

        CertificateDocument certificate = service.Certificate!;
        using X509Certificate2 server = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(_folder.FullName, "server.pem"));
        using X509Certificate2 authority = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(_folder.FullName, "ca.pem"));
        Assert.Equal(["clock.example", "192.0.2.1"], certificate.Names);
        Assert.Equal("2025-01-01T00:00:00Z", certificate.NotBefore);
        Assert.Equal(Digits(server), certificate.Fingerprint.Replace(":", "", StringComparison.Ordinal));
        Assert.Equal(Digits(authority), certificate.AuthorityFingerprint!.Replace(":", "", StringComparison.Ordinal));
        Assert.True(certificate.IsOwn);
        Assert.Equal(Path.Combine(run, "ca.pem"), certificate.AuthorityFile);
        Assert.Equal(File.ReadAllText(Path.Combine(_folder.FullName, "ca.pem")), File.ReadAllText(certificate.AuthorityFile!));
        Assert.True(File.GetUnixFileMode(certificate.AuthorityFile!).HasFlag(UnixFileMode.OtherRead));
    }

    [Fact]
    public void OnTick_OwnersCertificateMissing_SaysWhyOnceAndTriesAgain()
    {
        using KeyEstablishmentService service = Create(configuration =>
        {
            configuration.CertificateFile = "/nowhere/server.pem";
            configuration.PrivateKeyFile = "/nowhere/server.key";
        });

        service.OnTick(Start);
        service.OnTick(Start + NtpDuration.FromSeconds(31));

        Assert.StartsWith("not serving: The certificate /nowhere/server.pem is not usable: No such file or directory", service.State, StringComparison.Ordinal);
        Assert.Null(service.Certificate);
        Assert.Equal(_log.ToString().IndexOf("not serving", StringComparison.Ordinal), _log.ToString().LastIndexOf("not serving", StringComparison.Ordinal));
    }

    private static string Digits(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256);

    /// <summary>Lets a second pass, by which both clocks go on.</summary>
    private void Pass(KeyEstablishmentService service, int second)
    {
        _time.Now += TimeSpan.FromSeconds(1);
        service.OnTick(Start + NtpDuration.FromSeconds(second));
    }

    private KeyEstablishmentService Create(Action<ApplianceConfiguration>? change = null)
    {
        ApplianceConfiguration configuration = new()
        {
            KeyEstablishmentListen = [new IPEndPoint(IPAddress.Loopback, 0)],
            StateDirectory = _folder.FullName,
            RunDirectory = _folder.FullName,
        };
        change?.Invoke(configuration);
        return new(configuration, KeyRing.Create(3, SystemRandom.Instance), PassedSockets.FromEnvironment(), new EventLog(_log, TimeProvider.System, journal: false), _time);
    }

    private sealed class SettableTime(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
