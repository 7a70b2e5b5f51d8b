using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using Nts.Interop.Harness;

namespace Nts.Interop;

/// <summary>Clients of a box that made its own authority, with name constraints (RFC 5280 §4.2.1.10).</summary>
public sealed class OwnAuthorityTests
{
    [SkippableFact]
    public async Task Clients_OfEveryKind_TakeTheBoxsOwnAuthority()
    {
        using Network network = await Network.Create();
        Host box = await network.Host();
        ServerAddress address = new("*", 123, ServerSetup.KeyPort);
        using Appliance appliance = await Appliance.Run(box.Place, address, $"names = auto, {box.Name4}, {box.Place.Address}").Locked();

        await Task.WhenAll(Peer.All.Select(async peer =>
        {
            Host host = await network.Host();
            using INtsClient client = peer.Client(host.Place, new ClientSetup(box.Name4, address.KeyEstablishmentPort, appliance.Authority));
            ClientReading reading = await Wait.Until(
                60, client.Read, r => r.Good >= 2 && r.Selected && r.Cookies == 8, r => $"{peer}: {r}\n{client.Process.Log}\n{appliance.Process.Log}");
            Assert.True(reading.Authenticated, $"{peer}: {reading}");
        }));
    }

    /// <summary>Who steals the box's authority, key and all, cannot play another server to those who trust it.</summary>
    [SkippableFact]
    public async Task Chronyd_OfAServerThatTheAuthorityMayNotVouchFor_FindsNoTime()
    {
        using TempDirectory directory = new();
        using Network network = await Network.Create();
        Host box = await network.Host();
        Host thief = await network.Host();
        Host victim = await network.Host();
        ServerAddress address = new("*", 123, ServerSetup.KeyPort);
        using Appliance appliance = await Appliance.Run(box.Place, address, $"names = {box.Name4}").Unlocked();
        (string certificate, string key) = Forge(directory, appliance.Authority, thief.Name4);
        using Appliance forged = await Appliance.Run(thief.Place, address, $"certificate = {certificate}\nprivate-key = {key}").Locked();

        OneShot answer = await Chronyd.Ask(victim.Place, address with { Host = thief.Name4 }, appliance.Authority);

        Assert.Null(answer.Offset);
        Assert.Contains("TLS handshake", answer.Outcome.Errors, StringComparison.Ordinal);
    }

    private static (string Certificate, string Key) Forge(TempDirectory directory, string authorityFile, string name)
    {
        using X509Certificate2 authority = X509Certificate2.CreateFromPemFile(authorityFile, Path.ChangeExtension(authorityFile.Replace("/run/", "/state/", StringComparison.Ordinal), ".key"));
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=forged", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(name);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 forged = request.Create(authority, authority.NotBefore, authority.NotBefore.AddYears(9), [1]);
        string keyFile = directory.Write("forged.key", key.ExportPkcs8PrivateKeyPem());
        File.SetUnixFileMode(keyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return (directory.Write("forged.pem", forged.ExportCertificatePem()), keyFile);
    }
}
