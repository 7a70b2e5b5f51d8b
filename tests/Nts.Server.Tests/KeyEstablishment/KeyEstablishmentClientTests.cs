using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Nts.Crypto;
using Nts.Drivers.OpenSsl;
using Nts.KeyEstablishment;
using Nts.Ntp;
using Nts.Nts;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Server.KeyEstablishment;

public sealed class KeyEstablishmentClientTests(KeyEstablishmentFixture fixture) : IClassFixture<KeyEstablishmentFixture>
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task Run_OurServer_GetsASessionThatTheResponderKnows(string host)
    {
        await using KeyEstablishmentServer server = fixture.Start();

        using KeyEstablishmentResult result = await RunAsync(server.Listening.Single(), host: host);

        Assert.Equal((KeyEstablishmentStage.Done, string.Empty), (result.Stage, result.Failure));
        Assert.Equal(new NtpServerAddress(null, 11123), result.NtpServer);
        Assert.Equal(8, result.Session!.CookieCount);
        Assert.Equal(ExchangeStatus.Accepted, Ask(result.Session));
    }

    [Theory]
    [InlineData(15)]
    [InlineData(17)]
    [InlineData(30)]
    public async Task Run_OneAlgorithmOffered_GetsKeysOfItThatTheResponderKnows(int aead)
    {
        await using KeyEstablishmentServer server = fixture.Start();

        using KeyEstablishmentResult result = await RunAsync(server.Listening.Single(), offer: [(AeadAlgorithm)aead]);

        Assert.Equal(string.Empty, result.Failure);
        Assert.Equal((AeadAlgorithm)aead, result.Session!.Algorithm);
        Assert.Equal(ExchangeStatus.Accepted, Ask(result.Session));
        Assert.False(result.Session.TrySwitchToAlternativeKeys());
    }

    [Theory]
    [InlineData("chrony's own context", AeadAlgorithm.AesSivCmac256, ExchangeStatus.Accepted)]
    [InlineData("the context of RFC 8915", AeadAlgorithm.Aes128GcmSiv, ExchangeStatus.NtsNak)]
    public async Task Run_ServerWithoutRecord1024_TriesChronysContextAndThenTheOneOfTheRfc(
        string why, AeadAlgorithm context, ExchangeStatus first)
    {
        using TlsServer serverTls = TlsServer.Load(fixture.Certificate.CertificateFile, fixture.Certificate.KeyFile);
        using ForeignServer server = new(serverTls, fixture.Keys, context);
        Task<string> serving = server.ServeAsync();

        using KeyEstablishmentResult result = await RunAsync(server.EndPoint);

        Assert.Equal("800100020000" + "80040004001e000f" + "04000000" + "80000000", await serving);
        Assert.Equal((why, first), (why, Ask(result.Session!)));
        Assert.Equal(first == ExchangeStatus.NtsNak, result.Session!.TrySwitchToAlternativeKeys());
        Assert.Equal(ExchangeStatus.Accepted, Ask(result.Session));
        Assert.False(result.Session.TrySwitchToAlternativeKeys());
    }

    [Fact]
    public async Task Run_ServerNames_AnotherHostAndPort()
    {
        await using KeyEstablishmentServer server = fixture.Start(options => options with { NtpServer = new("ntp.example", 4123) });

        using KeyEstablishmentResult result = await RunAsync(server.Listening.Single());

        Assert.Equal(new NtpServerAddress("ntp.example", 4123), result.NtpServer);
    }

    [Fact]
    public async Task Run_CertificateOfNobodyTrusted_FailsInTls()
    {
        await using KeyEstablishmentServer server = fixture.Start();
        using TlsClient tls = TlsClient.TrustingFingerprint(new byte[32]);

        using KeyEstablishmentResult result = await RunAsync(server.Listening.Single(), tls);

        Assert.Equal(KeyEstablishmentStage.Tls, result.Stage);
        Assert.Contains("fingerprint", result.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NobodyListens_FailsInConnect()
    {
        using Socket unused = Listen();
        IPEndPoint endPoint = (IPEndPoint)unused.LocalEndPoint!;
        unused.Dispose();

        using KeyEstablishmentResult result = await RunAsync(endPoint);

        Assert.Equal(KeyEstablishmentStage.Connect, result.Stage);
        Assert.NotEmpty(result.Failure);
    }

    [Fact]
    public async Task Run_NameThatIsNone_FailsInResolve()
    {
        using KeyEstablishmentResult result = await RunAsync(new IPEndPoint(IPAddress.Loopback, 1), host: "name.invalid.");

        Assert.Equal(KeyEstablishmentStage.Resolve, result.Stage);
    }

    [Fact]
    public async Task Run_ServerSaysNothing_GivesUpInTls()
    {
        using Socket silent = Listen();

        using KeyEstablishmentResult result = await RunAsync((IPEndPoint)silent.LocalEndPoint!, timeout: TimeSpan.FromMilliseconds(500));

        Assert.Equal((KeyEstablishmentStage.Tls, "no answer in time"), (result.Stage, result.Failure));
    }

    [Fact]
    public async Task Run_ServerHangsUp_FailsInTls()
    {
        using Socket listener = Listen();
        Task<KeyEstablishmentResult> running = RunAsync((IPEndPoint)listener.LocalEndPoint!);
        using (Socket client = await listener.AcceptAsync())
        {
            _ = await client.ReceiveAsync(new byte[16384]);
        }

        using KeyEstablishmentResult result = await running;

        Assert.Equal((KeyEstablishmentStage.Tls, "the server closed the connection"), (result.Stage, result.Failure));
    }

    [Fact]
    public async Task Run_Cancelled_Throws()
    {
        using Socket silent = Listen();
        using CancellationTokenSource cancellation = new();
        using TlsClient tls = TlsClient.TrustingFile(fixture.Certificate.AuthorityFile);
        Task running = new KeyEstablishmentClient(tls, TimeProvider.System)
            .RunAsync("127.0.0.1", (ushort)((IPEndPoint)silent.LocalEndPoint!).Port, AddressFamily.Unspecified, TimeSpan.FromMinutes(1), cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private ExchangeStatus Ask(NtsSession session)
    {
        Assert.True(NtpExchange.TryCreateNts(session, SystemRandom.Instance, out NtpExchange? exchange));
        PosixTime now = PosixTime.FromSeconds(1_790_000_000);
        byte[] reply = new byte[2048];
        ClockState state = ClockState.Unsynchronized with { Leap = LeapIndicator.None, Stratum = Stratum.Primary };
        NtpResponder responder = new(fixture.Keys, SystemRandom.Instance);
        RespondResult answer = responder.Respond(
            new NtpRequest { Datagram = exchange.Request.Span, ReceivedAt = now }, state, new ManualClock { Time = now }, reply);
        ExchangeStatus status = exchange.Accept(reply.AsSpan(0, answer.Length), now, now, out NtpSample sample);
        Assert.Equal(status == ExchangeStatus.Accepted, sample.IsAuthentic);
        return status;
    }

    private static Socket Listen()
    {
        Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        return listener;
    }

    private async Task<KeyEstablishmentResult> RunAsync(
        IPEndPoint server, ITlsClient? tls = null, string host = "127.0.0.1", TimeSpan? timeout = null, AeadAlgorithm[]? offer = null)
    {
        using TlsClient trusting = TlsClient.TrustingFile(fixture.Certificate.AuthorityFile);
        return await new KeyEstablishmentClient(tls ?? trusting, TimeProvider.System, offer).RunAsync(
            host, (ushort)server.Port, AddressFamily.InterNetwork, timeout ?? TimeSpan.FromMinutes(1), CancellationToken.None);
    }
}
