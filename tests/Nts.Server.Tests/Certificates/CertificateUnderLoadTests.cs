using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using Nts.Crypto;
using Nts.Drivers.OpenSsl;
using Nts.Nts;
using Nts.Server.KeyEstablishment;
using Nts.TestKit;

namespace Nts.Server.Certificates;

/// <summary>Handshakes run all the time, from clients of ours and from OpenSSL's, while certificate and key are replaced under them.</summary>
public sealed class CertificateUnderLoadTests : IDisposable
{
    private const int Certificates = 6;
    private const string Request = "80010002 0000 80040002 000f 80000000";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nts-show-");
    private readonly ConcurrentQueue<CertificateStatus> _changes = new();
    private readonly string _certificate;
    private readonly string _key;
    private readonly string _anchors;

    public CertificateUnderLoadTests()
    {
        _certificate = Path.Combine(_folder.FullName, "server.pem");
        _key = Path.Combine(_folder.FullName, "server.key");
        _anchors = Path.Combine(_folder.FullName, "ca.pem");
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        for (int i = 0; i < Certificates; i++)
        {
            TestPair.Write(_certificate + i, _key + i, now.AddDays(-1), now.AddDays(100 + i));
            File.AppendAllText(_anchors, File.ReadAllText(_certificate + i) + "\n");
        }

        File.Copy(_certificate + 0, _certificate);
        File.Copy(_key + 0, _key);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [SkippableFact]
    public async Task Handshakes_WhileTheCertificateIsReplaced_NeverFail()
    {
        Skip.IfNot(ExternalProgram.IsInstalled("openssl"), "openssl is not installed");
        using ReloadingTlsServer tls = new(_certificate, _key, TimeProvider.System, _changes.Enqueue);
        KeyEstablishmentOptions options = new() { Listen = [new(IPAddress.Loopback, 0)], RatePerAddress = 0 };
        await using KeyEstablishmentServer server = KeyEstablishmentServer.Start(
            options, tls, KeyRing.Create(3, SystemRandom.Instance), SystemRandom.Instance, TimeProvider.System);
        IPEndPoint endPoint = server.Listening.Single();
        using CancellationTokenSource enough = new();
        Task<int>[] clients =
        [
            .. Enumerable.Range(0, 3).Select(_ => RepeatAsync(() => EstablishAsync(endPoint, TlsClient.TrustingFile(_anchors)), enough.Token)),
            .. Enumerable.Range(0, 2).Select(_ => RepeatAsync(() => SClientAsync(endPoint), enough.Token)),
        ];

        // By rename, key first and certificate first, with a moment between them in which the files are looked at.
        for (int i = 1; i < Certificates - 1; i++)
        {
            Replace(i % 2 == 0 ? _certificate : _key, i);
            tls.Reload();
            await Task.Delay(TimeSpan.FromMilliseconds(100));
            Replace(i % 2 == 0 ? _key : _certificate, i);
            tls.Reload();
            await AssertServesAsync(endPoint, i);
        }

        // A broken one, which the watch finds by itself and keeps out.
        File.WriteAllText(_certificate, "broken");
        await Peer.Eventually(() => tls.Status.Problem?.Contains("no start line", StringComparison.Ordinal) == true);
        await AssertServesAsync(endPoint, Certificates - 2);

        // And the last one, which the watch finds by itself too.
        Replace(_key, Certificates - 1);
        Replace(_certificate, Certificates - 1);
        await Peer.Eventually(() => tls.Status.Problem is null);
        await AssertServesAsync(endPoint, Certificates - 1);

        await enough.CancelAsync();
        int[] handshakes = await Task.WhenAll(clients);
        Assert.All(handshakes, count => Assert.True(count > 5, $"only {count} handshakes"));
        Assert.Equal(0, Enum.GetValues<SessionOutcome>().Where(outcome => outcome != SessionOutcome.Answered).Sum(server.Counters.Sessions));
        Console.WriteLine($"certificate under load: {handshakes[..3].Sum()} handshakes of ours, {handshakes[3..].Sum()} of openssl s_client, {Certificates} certificates, none failed");
    }

    private static async Task<int> RepeatAsync(Func<Task<string>> handshake, CancellationToken enough)
    {
        int count = 0;
        while (!enough.IsCancellationRequested)
        {
            string failure = await handshake();
            Assert.True(failure.Length == 0, failure);
            count++;
        }

        return count;
    }

    private static async Task<string> EstablishAsync(IPEndPoint server, TlsClient tls)
    {
        using (tls)
        {
            using KeyEstablishmentResult result = await new KeyEstablishmentClient(tls, TimeProvider.System).RunAsync(
                "127.0.0.1", (ushort)server.Port, AddressFamily.InterNetwork, TimeSpan.FromMinutes(1), CancellationToken.None);
            return result.Stage == KeyEstablishmentStage.Done ? string.Empty : $"{result.Stage}: {result.Failure}";
        }
    }

    private async Task<string> SClientAsync(IPEndPoint server)
    {
        ExternalProgram client = await ExternalProgram.RunAsync(
            "openssl",
            ["s_client", "-connect", server.ToString(), "-quiet", "-alpn", "ntske/1", "-CAfile", _anchors, "-verify_return_error", "-verify_ip", "127.0.0.1"],
            Hex.Bytes(Request));
        return client.Output.Length == 848 ? string.Empty : $"{client.Output.Length} bytes: {client.Error}";
    }

    /// <summary>Whoever trusts this one certificate and no other gets keys.</summary>
    private async Task AssertServesAsync(IPEndPoint server, int number)
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificateFromFile(_certificate + number);
        Assert.Equal(string.Empty, await EstablishAsync(server, TlsClient.TrustingFingerprint(SHA256.HashData(certificate.RawData))));
    }

    private static void Replace(string path, int number)
    {
        File.Copy(path + number, path + ".new", overwrite: true);
        File.Move(path + ".new", path, overwrite: true);
    }
}
