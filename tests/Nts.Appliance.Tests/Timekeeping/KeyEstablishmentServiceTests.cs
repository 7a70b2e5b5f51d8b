using System;
using System.IO;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Nts.Appliance.Configuration;
using Nts.Crypto;
using Nts.Nts;
using Nts.Server.Hosting;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

public sealed class KeyEstablishmentServiceTests : IDisposable
{
    private static readonly MonotonicTime Start = MonotonicTime.FromNanoseconds(0);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nts-service-");
    private readonly StringWriter _log = new();

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
        service.OnTick(Start + NtpDuration.FromSeconds(1));
        File.WriteAllText(certificate, "nothing");

        service.OnTick(Start + NtpDuration.FromSeconds(3500));
        Assert.Equal("nothing", File.ReadAllText(certificate));
        service.OnTick(Start + NtpDuration.FromSeconds(3601));

        using X509Certificate2 made = X509Certificate2.CreateFromPemFile(certificate, Path.Combine(_folder.FullName, "server.key"));
        Assert.True(made.NotAfter > made.NotBefore);
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

    private KeyEstablishmentService Create(Action<ApplianceConfiguration>? change = null)
    {
        ApplianceConfiguration configuration = new()
        {
            KeyEstablishmentListen = [new IPEndPoint(IPAddress.Loopback, 0)],
            StateDirectory = _folder.FullName,
        };
        change?.Invoke(configuration);
        return new(configuration, KeyRing.Create(3, SystemRandom.Instance), new EventLog(_log, TimeProvider.System, journal: false));
    }
}
