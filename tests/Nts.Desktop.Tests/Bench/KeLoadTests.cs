using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Nts.Crypto;
using Nts.Drivers.OpenSsl;
using Nts.Nts;
using Nts.Server.Certificates;
using Nts.Server.KeyEstablishment;

namespace Nts.Desktop.Bench;

/// <summary>The load of key establishments on our own server.</summary>
public sealed class KeLoadTests : IDisposable
{
    private static readonly BenchOptions Options = new()
    {
        Mode = BenchMode.Ke,
        Host = "127.0.0.1",
        Port = 4460,
        KeyServer = new("127.0.0.1", 4460),
        InFlight = 4,
        WarmUp = TimeSpan.Zero,
        Count = 40,
        Duration = TimeSpan.FromMinutes(1),
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nts-bench-");
    private readonly TlsServer _serverTls;
    private readonly TlsClient _tls;

    public KeLoadTests()
    {
        ServerCertificate certificate = ServerCertificate.Ensure(_folder.FullName, ["localhost"], [IPAddress.Loopback], TimeProvider.System);
        _serverTls = TlsServer.Load(certificate.CertificateFile, certificate.KeyFile);
        _tls = TlsClient.TrustingFile(certificate.AuthorityFile);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(64)]
    public async Task Run_ClosedLoop_EveryAgreementIsGood(int inFlight)
    {
        await using KeyEstablishmentServer server = Start();

        LoadResult result = Load(server, Options with { InFlight = inFlight });

        Assert.Equal((40, 40, 0, null), (result.Sent, result.Received, result.Lost, result.FirstInvalidReason));
        Assert.Equal(40, result.RoundTrip.Count);
    }

    [Fact]
    public async Task Run_WarmUp_CountsForNothing()
    {
        await using KeyEstablishmentServer server = Start();

        LoadResult result = Load(server, Options with { WarmUp = TimeSpan.FromMilliseconds(200) });

        Assert.Equal((40, 40, 40), (result.Sent, result.Received, result.RoundTrip.Count));
        Assert.True(server.Counters.Sessions(SessionOutcome.Answered) > 40);
    }

    [Fact]
    public async Task Run_OpenLoop_NeverExceedsItsRate()
    {
        await using KeyEstablishmentServer server = Start();

        LoadResult result = Load(server, Options with { Rate = 50, Count = null, Duration = TimeSpan.FromSeconds(1) });

        Assert.InRange(result.Sent, 1, 51);
        Assert.Equal((result.Sent, result.Sent), (result.Received, result.Slip.Count));
    }

    [Fact]
    public async Task Run_ServerRefusesMost_CountsThemAndSaysWhy()
    {
        await using KeyEstablishmentServer server = Start(options => options with { RatePerAddress = 1e-3, BurstPerAddress = 3 });

        LoadResult result = Load(server, Options);

        Assert.Equal((3, 37, 0), (result.Received, result.Invalid, result.Lost));
        Assert.Matches("^the server (closed|reset) the connection$", result.FirstInvalidReason!);
    }

    [Fact]
    public async Task Run_CertificateNotTrusted_SaysSo()
    {
        await using KeyEstablishmentServer server = Start();
        using TlsClient stranger = TlsClient.TrustingFingerprint(new byte[32]);

        LoadResult result = new KeLoad(Options, server.Listening[0], stranger).Run(CancellationToken.None);

        Assert.Equal((0, 40), (result.Received, result.Invalid));
        Assert.Contains("fingerprint", result.FirstInvalidReason!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_AlgorithmNotKnown_SaysSo()
    {
        await using KeyEstablishmentServer server = Start(options => options with { Aeads = [AeadAlgorithm.AesSivCmac256] });

        LoadResult result = Load(server, Options with { Aeads = [AeadAlgorithm.AesSivCmac512] });

        Assert.Equal((40, "the server knows none of the AEAD algorithms offered"), (result.Invalid, result.FirstInvalidReason));
    }

    [Fact]
    public void Run_NobodyListens_SaysSo()
    {
        using Socket taken = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        LoadResult result = new KeLoad(Options, (IPEndPoint)taken.LocalEndPoint!, _tls).Run(CancellationToken.None);

        Assert.Equal((40, "nobody listens there"), (result.Invalid, result.FirstInvalidReason));
    }

    [Fact]
    public void Run_ServerSaysNothing_IsLost()
    {
        using Socket mute = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        mute.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        mute.Listen();

        LoadResult result = new KeLoad(Options with { Count = 6 }, (IPEndPoint)mute.LocalEndPoint!, _tls) { Patience = TimeSpan.FromMilliseconds(100) }.Run(CancellationToken.None);

        Assert.Equal((6, 6, 0), (result.Sent, result.Lost, result.Invalid));
    }

    [Fact]
    public async Task Run_Stopped_EndsWithWhatItHas()
    {
        await using KeyEstablishmentServer server = Start();
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(300));

        LoadResult result = new KeLoad(Options with { Count = null }, server.Listening[0], _tls).Run(stop.Token);

        Assert.Equal(result.Sent, result.Received);
    }

    public void Dispose()
    {
        _tls.Dispose();
        _serverTls.Dispose();
        _folder.Delete(recursive: true);
    }

    private KeyEstablishmentServer Start(Func<KeyEstablishmentOptions, KeyEstablishmentOptions>? change = null)
    {
        KeyEstablishmentOptions options = new()
        {
            Listen = [new(IPAddress.Loopback, 0)],
            SessionTimeout = TimeSpan.FromMinutes(1),
            IdleTimeout = TimeSpan.FromMinutes(1),
            MaxSessionsPerAddress = 512,
            RatePerAddress = 0,
        };
        KeyRing keys = KeyRing.Create(2, SystemRandom.Instance);
        return KeyEstablishmentServer.Start(change?.Invoke(options) ?? options, _serverTls, keys, SystemRandom.Instance, TimeProvider.System);
    }

    private LoadResult Load(KeyEstablishmentServer server, BenchOptions options) => new KeLoad(options, server.Listening[0], _tls).Run(CancellationToken.None);
}
