using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using Nts.Interop.Harness;

namespace Nts.Interop;

/// <summary>Certificates that an ACME client gets and renews while the appliance runs; OpenSSL and chronyd say which one they see.</summary>
public sealed class AcmeTests : IDisposable
{
    private static readonly string Hook = Path.GetFullPath(Path.Combine(Programs.Artifact(".."), "image", "acme", "deploy-certificate"));

    private readonly TempDirectory _directory = new();
    private readonly PublicAuthority _authority;
    private readonly ServerAddress _address = new(Place.Loopback.Address, FreePort.Udp(), FreePort.Tcp());

    public AcmeTests() => _authority = new(_directory);

    public void Dispose()
    {
        _authority.Dispose();
        _directory.Dispose();
    }

    [SkippableFact]
    public async Task CertbotRenews_LinksMove_ClientsSeeTheNewCertificateWithoutARestart()
    {
        (string live, string first) = _authority.Certbot(_directory["letsencrypt"], 1);
        using Appliance appliance = await Serve(Path.Combine(live, "fullchain.pem"), Path.Combine(live, "privkey.pem")).Locked();
        Assert.Equal(first, await Seen());

        (_, string second) = _authority.Certbot(_directory["letsencrypt"], 2);

        await Wait.Until(20, Seen, seen => seen == second, seen => $"{seen} becomes {second}\n{appliance.Process.Log}");
        OneShot answer = await Chronyd.Ask(Place.Loopback, _address, _authority.Root);
        Assert.True(answer.Offset is not null, $"{answer.Outcome}\n{appliance.Process.Log}");
        Assert.DoesNotContain("to mend", appliance.Process.Log, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task CertbotRenews_HookCopies_ClientsSeeTheNewCertificateWithoutARestart()
    {
        string first = await Renew(1);
        using Appliance appliance = await Serve(_directory["tls/fullchain.pem"], _directory["tls/privkey.pem"]).Unlocked();
        Assert.Equal(first, await Seen());

        string second = await Renew(2);

        await Wait.Until(20, Seen, seen => seen == second, seen => $"{seen} becomes {second}\n{appliance.Process.Log}");

        async Task<string> Renew(int number)
        {
            (string live, string fingerprint) = _authority.Certbot(_directory["letsencrypt"], number);
            await RunHook($"RENEWED_LINEAGE={live}", "RENEWED_DOMAINS=clock.example");
            return fingerprint;
        }
    }

    [SkippableTheory]
    [InlineData("lego 4", "LEGO_CERT_PATH", "LEGO_CERT_KEY_PATH")]
    [InlineData("lego 5", "LEGO_HOOK_CERT_PATH", "LEGO_HOOK_CERT_KEY_PATH")]
    public async Task LegoRenews_HookCopies_ClientsSeeTheNewCertificateWithoutARestart(string client, string chainVariable, string keyVariable)
    {
        string first = await Renew();
        using Appliance appliance = await Serve(_directory["tls/fullchain.pem"], _directory["tls/privkey.pem"]).Unlocked();
        Assert.Equal((client, first), (client, await Seen()));

        string second = await Renew();

        await Wait.Until(20, Seen, seen => seen == second, seen => $"{seen} becomes {second}\n{appliance.Process.Log}");
        UnixFileMode mode = File.GetUnixFileMode(_directory["tls/privkey.pem"]);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, mode);

        async Task<string> Renew()
        {
            (string chain, string key, string fingerprint) = _authority.Lego(_directory["lego"]);
            await RunHook($"{chainVariable}={chain}", $"{keyVariable}={key}");
            return fingerprint;
        }
    }

    [SkippableFact]
    public async Task LegoRenews_FilesWrittenOver_ClientsSeeTheNewCertificateWithoutARestart()
    {
        (string chain, string key, string first) = _authority.Lego(_directory["lego"]);
        using Appliance appliance = await Serve(chain, key).Unlocked();
        Assert.Equal(first, await Seen());

        (_, _, string second) = _authority.Lego(_directory["lego"]);

        await Wait.Until(20, Seen, seen => seen == second, seen => $"{seen} becomes {second}\n{appliance.Process.Log}");
    }

    private Appliance Serve(string certificate, string key) =>
        Appliance.Run(Place.Loopback, _address, $"certificate = {certificate}\nprivate-key = {key}");

    private async Task RunHook(params IEnumerable<string> variables)
    {
        Outcome group = await ChildProcess.Run(Place.Loopback, "id", "-gn");
        Outcome outcome = await ChildProcess.Run(
            Place.Loopback, "env", [.. variables, $"NTS_TLS_FOLDER={_directory["tls"]}", $"NTS_TLS_GROUP={group.Output.Trim()}", Hook]);
        Assert.True(outcome.ExitCode == 0, outcome.ToString());
    }

    /// <summary>Fingerprint of the certificate that a client sees, and verifies.</summary>
    private async Task<string> Seen()
    {
        Outcome outcome = await ChildProcess.Run(
            Place.Loopback,
            "openssl",
            ["s_client", "-connect", $"{_address.Host}:{_address.KeyEstablishmentPort}", "-alpn", "ntske/1", "-tls1_3", "-CAfile", _authority.Root, "-verify_return_error", "-verify_ip", _address.Host]);
        Assert.Contains("Verify return code: 0 (ok)", outcome.Output, StringComparison.Ordinal);
        using X509Certificate2 certificate = X509Certificate2.CreateFromPem(outcome.Output);
        return certificate.GetCertHashString(HashAlgorithmName.SHA256);
    }
}
