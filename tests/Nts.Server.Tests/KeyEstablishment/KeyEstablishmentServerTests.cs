using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Nts.KeyEstablishment;
using Nts.TestKit;

namespace Nts.Server.KeyEstablishment;

/// <summary>The service against <c>openssl s_client</c> and against sockets that misbehave.</summary>
public sealed class KeyEstablishmentServerTests(KeyEstablishmentFixture fixture) : IClassFixture<KeyEstablishmentFixture>
{
    private const string Request = "80010002 0000 80040002 000f 80000000";
    private static readonly string[] Alpn = ["-alpn", "ntske/1"];

    [SkippableFact]
    public async Task Request_OverSClient_GetsProtocolAeadPortAndEightCookies()
    {
        await using KeyEstablishmentServer server = fixture.Start();

        ExternalProgram client = await fixture.ClientAsync(server, Request, Alpn);

        Assert.True(client.Output.Length == 854, client.Text);
        Assert.Equal("80010002000080040002000f000700022b73", Hex.Text(client.Output.AsSpan(0, 18)));
        for (int offset = 18; offset < 850; offset += 104)
        {
            Assert.Equal("00050064", Hex.Text(client.Output.AsSpan(offset, 4)));
        }

        Assert.Equal("80000000", Hex.Text(client.Output.AsSpan(850)));
        await Peer.Eventually(() => server.Counters.Sessions(SessionOutcome.Answered) == 1);
        Assert.Equal(1, server.Counters.Requests(RequestReason.Accepted));
    }

    /// <summary>What OpenSSL's own client says of each record that it receives, after the handshake.</summary>
    [SkippableTheory]
    [InlineData("an agreement", "80010002 0000 80040002 000f 80000000")]
    [InlineData("an agreement on AEAD 17, the longest", "80010002 0000 80040002 0011 80000000")]
    [InlineData("a refusal", "80010002 8001 80000000")]
    [InlineData("an error", "80000000")]
    public async Task Response_OnTheWire_IsOneTlsRecordAndCloseNotify(string why, string request)
    {
        await using KeyEstablishmentServer server = fixture.Start();

        ExternalProgram client = await fixture.ClientAsync(server, request, [.. Alpn, "-msg", "-ign_eof"]);

        // A line such as "<<< TLS 1.3, InnerContent [length 0001]" and, below it, the type of the record: 16 handshake, 17 application data, 15 alert.
        string[] lines = client.Text.Split('\n');
        IEnumerable<string> types = lines.Zip(lines.Skip(1))
            .Where(pair => pair.First.StartsWith("<<<", StringComparison.Ordinal) && pair.First.Contains("InnerContent", StringComparison.Ordinal))
            .Select(pair => pair.Second.Trim());
        Assert.Equal((why, "17 15"), (why, string.Join(' ', types.SkipWhile(type => type == "16"))));
        string[] alerts = [.. lines.Zip(lines.Skip(1)).Where(pair => pair.First.StartsWith("<<< TLS 1.3, Alert", StringComparison.Ordinal)).Select(pair => pair.Second.Trim())];
        Assert.Equal(["01 00"], alerts);
    }

    [SkippableTheory]
    [InlineData("30 with record 1024", "80040004 001e000f 04000000", "80040002001e" + "04000000", 68)]
    [InlineData("30 in doubt", "80040004 001e000f", "80040002000f", 100)]
    [InlineData("30 alone in doubt", "80040002 001e", "80040002001e", 68)]
    [InlineData("17", "80040002 0011", "800400020011", 164)]
    public async Task Request_OverSClient_GetsTheAlgorithmAndItsCookies(string why, string offer, string answer, int cookieLength)
    {
        await using KeyEstablishmentServer server = fixture.Start();

        ExternalProgram client = await fixture.ClientAsync(server, "80010002 0000" + offer + "80000000", Alpn);

        string expected = "800100020000" + answer + "000700022b73" + "0005" + cookieLength.ToString("x4");
        Assert.Equal((why, expected), (why, Hex.Text(client.Output)[..expected.Length]));
        Assert.Equal((expected.Length / 2) - 4 + (8 * (4 + cookieLength)) + 4, client.Output.Length);
    }

    [SkippableTheory]
    [InlineData("unknown critical record", "80010002 0000 80040002 000f c0010000 80000000", "80020002000080000000", RequestReason.UnrecognizedCriticalRecord)]
    [InlineData("no AEAD record", "80010002 0000 80000000", "80020002000180000000", RequestReason.AeadMissing)]
    [InlineData("no common algorithm", "80010002 0000 80040002 0010 80000000", "8001000200008004000080000000", RequestReason.NoCommonAead)]
    [InlineData("no common protocol", "80010002 8001 80000000", "8001000080000000", RequestReason.NoCommonProtocol)]
    public async Task Request_NotAcceptable_GetsTheRecordsOfTheRfc(string why, string request, string response, RequestReason reason)
    {
        await using KeyEstablishmentServer server = fixture.Start();

        ExternalProgram client = await fixture.ClientAsync(server, request, Alpn);

        Assert.Equal((why, response), (why, Hex.Text(client.Output)));
        Assert.Equal(1, server.Counters.Requests(reason));
    }

    [SkippableFact]
    public async Task Request_TooLong_GetsError1()
    {
        await using KeyEstablishmentServer server = fixture.Start();

        ExternalProgram client = await fixture.ClientAsync(server, string.Concat(Enumerable.Repeat("40000004 00000000", 12_000)), Alpn);

        Assert.Equal("80020002000180000000", Hex.Text(client.Output));
        Assert.Equal(1, server.Counters.Requests(RequestReason.TooLong));
    }

    [SkippableFact]
    public async Task Request_NeverComplete_GetsError1WhenTheTimeIsUp()
    {
        await using KeyEstablishmentServer server = fixture.Start(options => options with { SessionTimeout = TimeSpan.FromSeconds(1) });

        ExternalProgram client = await fixture.ClientAsync(server, "80010002 0000", Alpn);

        Assert.Equal("80020002000180000000", Hex.Text(client.Output));
        Assert.Equal(1, server.Counters.Requests(RequestReason.TimedOut));
    }

    [SkippableFact]
    public async Task Handshake_AnotherAlpn_EndsWithAlert120()
    {
        await using KeyEstablishmentServer server = fixture.Start();

        ExternalProgram client = await fixture.ClientAsync(server, Request, "-alpn", "h2,http/1.1");

        Assert.Contains("SSL alert number 120", client.Error, StringComparison.Ordinal);
        Assert.Empty(client.Output);
        await Peer.Eventually(() => server.Counters.Sessions(SessionOutcome.WrongProtocol) == 1);
    }

    [SkippableFact]
    public async Task Handshake_NoAlpn_IsDropped()
    {
        await using KeyEstablishmentServer server = fixture.Start();

        ExternalProgram client = await fixture.ClientAsync(server, Request);

        Assert.Empty(client.Output);
        await Peer.Eventually(() => server.Counters.Sessions(SessionOutcome.WrongProtocol) == 1);
    }

    [SkippableFact]
    public async Task Handshake_Tls12_EndsWithAlert70()
    {
        await using KeyEstablishmentServer server = fixture.Start();

        ExternalProgram client = await fixture.ClientAsync(server, Request, "-tls1_2", "-alpn", "ntske/1");

        Assert.Contains("SSL alert number 70", client.Error, StringComparison.Ordinal);
        await Peer.Eventually(() => server.Counters.Sessions(SessionOutcome.TlsFailed) == 1);
    }

    [SkippableFact]
    public async Task Sessions_AllHeldBySilentClients_NewcomersTakeTheOldestPlaces()
    {
        await using KeyEstablishmentServer server = fixture.Start(options => options with { MaxSessions = 2 });
        using Socket first = Peer.Connect(server);
        using Socket second = Peer.Connect(server);
        using Socket third = Peer.Connect(server);

        Assert.Equal(0, await Peer.ReceiveAsync(first));
        Assert.Equal(854, (await fixture.ClientAsync(server, Request, Alpn)).Output.Length);
        Assert.Equal(0, await Peer.ReceiveAsync(second));
        await Peer.Eventually(() => server.Counters.Sessions(SessionOutcome.Displaced) == 2);
        Assert.Equal(0, server.Counters.Sessions(SessionOutcome.Refused));
    }

    [SkippableFact]
    public async Task Sessions_AllPastTheirHandshake_NewcomersAreRefused()
    {
        await using KeyEstablishmentServer server = fixture.Start(options => options with { MaxSessions = 1, IdleTimeout = TimeSpan.FromSeconds(2) });
        Task<ExternalProgram> first = fixture.ClientAsync(server, "80010002", Alpn);
        await Peer.Eventually(() => server is { SessionCount: 1, HandshakeCount: 0 });
        using Socket second = Peer.Connect(server);

        Assert.Equal(0, await Peer.ReceiveAsync(second));
        Assert.Equal(1, server.Counters.Sessions(SessionOutcome.Refused));
        Assert.Equal("80020002000180000000", Hex.Text((await first).Output));
        await Peer.Eventually(() => server.SessionCount == 0);
        Assert.Equal(854, (await fixture.ClientAsync(server, Request, Alpn)).Output.Length);
    }

    [Fact]
    public async Task Sessions_OneAddressHasItsShare_ItsOthersAreClosedAndOtherAddressesNot()
    {
        await using KeyEstablishmentServer server = fixture.Start(options => options with { MaxSessionsPerAddress = 2 });
        using Socket first = Peer.Connect(server);
        using Socket second = Peer.Connect(server);
        using Socket third = Peer.Connect(server);
        using Socket stranger = Peer.Connect(server, from: "127.0.0.2");

        Assert.Equal(0, await Peer.ReceiveAsync(third));
        await Peer.Eventually(() => server.SessionCount == 3);
        Assert.Equal(1, server.Counters.Sessions(SessionOutcome.Crowded));
    }

    [Fact]
    public async Task Sessions_OneAddressComesTooOften_IsClosedAndOtherAddressesNot()
    {
        await using KeyEstablishmentServer server = fixture.Start(options => options with { RatePerAddress = 1e-3, BurstPerAddress = 2 });
        using Socket first = Peer.Connect(server);
        using Socket second = Peer.Connect(server);
        using Socket third = Peer.Connect(server);
        using Socket stranger = Peer.Connect(server, from: "127.0.0.2");

        Assert.Equal(0, await Peer.ReceiveAsync(third));
        await Peer.Eventually(() => server.SessionCount == 3);
        Assert.Equal(1, server.Counters.Sessions(SessionOutcome.RateLimited));
    }

    [Fact]
    public async Task Connection_SaysNothing_IsClosedWhenTheSilenceIsTooLong()
    {
        await using KeyEstablishmentServer server = fixture.Start(options => options with { IdleTimeout = TimeSpan.FromMilliseconds(200) });
        using Socket client = Peer.Connect(server);

        Assert.Equal(0, await Peer.ReceiveAsync(client));
        await Peer.Eventually(() => server.Counters.Sessions(SessionOutcome.Silent) == 1);
    }

    [SkippableFact]
    public async Task Request_KeysCannotBeExported_GetsError2()
    {
        await using KeyEstablishmentServer server = fixture.Start(tls: tls => new TlsWithoutExporter(tls));

        ExternalProgram client = await fixture.ClientAsync(server, Request, Alpn);

        Assert.Equal("80020002000280000000", Hex.Text(client.Output));
        Assert.Equal(1, server.Counters.Requests(RequestReason.InternalError));
    }

    [Fact]
    public async Task Connection_TlsLibraryFails_CostsOneSessionAndIsCounted()
    {
        await using KeyEstablishmentServer server = fixture.Start(tls: _ => new NoTls());
        using Socket client = Peer.Connect(server);
        client.Send("hello"u8);

        await Peer.Eventually(() => server.Counters.Sessions(SessionOutcome.Failed) == 1);
        await Peer.Eventually(() => server.SessionCount == 0);
    }

    [Fact]
    public async Task Connection_ClosedAtOnce_IsCounted()
    {
        await using KeyEstablishmentServer server = fixture.Start();

        Peer.Connect(server).Dispose();

        await Peer.Eventually(() => server.Counters.Sessions(SessionOutcome.Disconnected) == 1);
    }

    [Fact]
    public async Task Connection_GarbageInPlaceOfTls_IsCounted()
    {
        await using KeyEstablishmentServer server = fixture.Start();
        using Socket client = Peer.Connect(server);

        client.Send("GET / HTTP/1.1\r\n\r\n"u8);

        await Peer.Eventually(() => server.Counters.Sessions(SessionOutcome.TlsFailed) == 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Output_MoreThanTheSocketHasRoomFor_ArrivesWhenTheClientReads(bool usesSelect)
    {
        await using KeyEstablishmentServer server = fixture.Start(options => options with { UsesSelect = usesSelect }, tls: _ => new WordyTls());
        using Socket client = Peer.Connect(server);
        client.Send("?"u8);
        long received = 0;
        bool isInOrder = true;
        byte[] buffer = new byte[1 << 16];
        int count;
        while ((count = await client.ReceiveAsync(buffer)) > 0)
        {
            // Each transfer bears its place, so that a swap of two would show.
            isInOrder &= buffer[0] == (byte)((WordyTls.Length - (((received / 16384) + 1) * 16384)) >> 16);
            received += count;
        }

        Assert.Equal(WordyTls.Length, received);
        Assert.True(isInOrder);
        await Peer.Eventually(() => server.Counters.Sessions(SessionOutcome.WrongProtocol) == 1);
    }

    [SkippableFact]
    public async Task Request_ServerWaitsAsOnOtherSystems_IsAnsweredAndSilenceEnds()
    {
        await using KeyEstablishmentServer server = fixture.Start(options => options with { UsesSelect = true, IdleTimeout = TimeSpan.FromSeconds(1) });
        using Socket silent = Peer.Connect(server);

        ExternalProgram client = await fixture.ClientAsync(server, Request, Alpn);

        Assert.True(client.Output.Length == 854, client.Text);
        Assert.Equal(0, await Peer.ReceiveAsync(silent));
        await Peer.Eventually(() => server.SessionCount == 0);
        Assert.Equal(1, server.Counters.Sessions(SessionOutcome.Silent));
        Assert.Equal(1, server.Counters.Sessions(SessionOutcome.Answered));
    }

    [SkippableTheory]
    [InlineData("X25519", 854)]
    [InlineData("P-256", 854)]
    [InlineData("P-384:P-256", 854)]
    [InlineData("P-384", 0)]
    [InlineData("P-521:X448", 0)]
    public async Task Handshake_GroupsOfTheClient_TakesTheCheapAndNoOther(string groups, int length)
    {
        await using KeyEstablishmentServer server = fixture.Start();

        ExternalProgram client = await fixture.ClientAsync(server, Request, [.. Alpn, "-groups", groups]);

        Assert.Equal((groups, length), (groups, client.Output.Length));
        await Peer.Eventually(() => server.Counters.Sessions(length > 0 ? SessionOutcome.Answered : SessionOutcome.TlsFailed) == 1);
    }

    [SkippableTheory]
    [InlineData("TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256", "TLS_AES_128_GCM_SHA256")]
    [InlineData("TLS_AES_256_GCM_SHA384", "TLS_AES_256_GCM_SHA384")]
    [InlineData("TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256", "TLS_CHACHA20_POLY1305_SHA256")]
    public async Task Handshake_CipherSuitesOfTheClient_TakesTheCheapest(string offered, string taken)
    {
        await using KeyEstablishmentServer server = fixture.Start();

        ExternalProgram client = await fixture.ClientAsync(server, Request, [.. Alpn, "-brief", "-ciphersuites", offered]);

        Assert.Contains("Ciphersuite: " + taken, client.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dispose_SessionUnderWay_EndsIt()
    {
        KeyEstablishmentServer server = fixture.Start();
        using Socket client = Peer.Connect(server);

        await Peer.Eventually(() => server.SessionCount == 1);
        await server.DisposeAsync();

        Assert.Equal(1, server.Counters.Sessions(SessionOutcome.Stopped));
        Assert.Throws<SocketException>(() => Peer.Connect(client.RemoteEndPoint!));
    }

    [Fact]
    public async Task Start_PortInUse_ThrowsAndLeavesNothingOpen()
    {
        await using KeyEstablishmentServer server = fixture.Start();
        using Socket probe = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        IPEndPoint free = (IPEndPoint)probe.LocalEndPoint!;
        probe.Dispose();

        Assert.Throws<SocketException>(() => fixture.Start(options => options with { Listen = [free, server.Listening.Single()] }));
        Assert.Throws<SocketException>(() => Peer.Connect(free));
    }
}
