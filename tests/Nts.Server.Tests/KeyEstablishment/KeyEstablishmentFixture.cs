using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using Nts.Crypto;
using Nts.Drivers.OpenSsl;
using Nts.KeyEstablishment;
using Nts.Nts;
using Nts.Server.Certificates;
using Nts.TestKit;

namespace Nts.Server.KeyEstablishment;

/// <summary>Certificates of our own making, a key ring, and servers on free ports of 127.0.0.1.</summary>
public sealed class KeyEstablishmentFixture : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nts-ke-");
    private readonly TlsServer _tls;

    public KeyEstablishmentFixture()
    {
        Certificate = ServerCertificate.Ensure(_folder.FullName, ["localhost"], [IPAddress.Loopback], TimeProvider.System);
        _tls = TlsServer.Load(Certificate.CertificateFile, Certificate.KeyFile);
    }

    public ServerCertificate Certificate { get; }

    public KeyRing Keys { get; } = KeyRing.Create(3, SystemRandom.Instance);

    public KeyEstablishmentServer Start(
        Func<KeyEstablishmentOptions, KeyEstablishmentOptions>? change = null, Func<ITlsServer, ITlsServer>? tls = null)
    {
        KeyEstablishmentOptions options = new()
        {
            Listen = [new(IPAddress.Loopback, 0)],
            NtpServer = new(null, 11123),
            SessionTimeout = TimeSpan.FromMinutes(1),
            IdleTimeout = TimeSpan.FromMinutes(1),
            RatePerAddress = 0,
        };
        return KeyEstablishmentServer.Start(change?.Invoke(options) ?? options, tls?.Invoke(_tls) ?? _tls, Keys, SystemRandom.Instance, TimeProvider.System);
    }

    /// <summary>Runs <c>openssl s_client</c> with bytes as its application data, until one side closes.</summary>
    public Task<ExternalProgram> ClientAsync(KeyEstablishmentServer server, string request, params IEnumerable<string> arguments)
    {
        Skip.IfNot(ExternalProgram.IsInstalled("openssl"), "openssl is not installed");
        string[] fixedArguments =
        [
            "s_client", "-connect", server.Listening.Single().ToString(), "-quiet", "-CAfile", Certificate.AuthorityFile, "-verify_return_error",
            "-verify_ip", "127.0.0.1",
        ];
        return ExternalProgram.RunAsync("openssl", fixedArguments.Concat(arguments), Hex.Bytes(request));
    }

    public void Dispose()
    {
        _tls.Dispose();
        _folder.Delete(recursive: true);
    }
}
