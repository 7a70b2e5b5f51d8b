using System;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Nts.Drivers.OpenSsl;
using Nts.KeyEstablishment;

namespace Nts.Server.KeyEstablishment;

/// <summary>Clients that hold on to what they get: the others are served meanwhile, and every place comes back.</summary>
public sealed class HostileClientTests(KeyEstablishmentFixture fixture) : IClassFixture<KeyEstablishmentFixture>
{
    private const string Error1 = "80020002000180000000";
    private const int Crowd = 10_000;
    private const int Places = 6_000;

    private static readonly TimeSpan Drip = TimeSpan.FromMilliseconds(250);

    [Fact]
    public async Task SlowLoris_AtEveryStage_IsEndedAndOthersAreServed()
    {
        await using KeyEstablishmentServer server = fixture.Start(options => options with
        {
            SessionTimeout = TimeSpan.FromSeconds(2),
            IdleTimeout = TimeSpan.FromSeconds(1),
        });
        using TlsClient tls = TlsClient.TrustingFile(fixture.Certificate.AuthorityFile);
        using CancellationTokenSource enough = new(TimeSpan.FromMinutes(1));
        SlowClient[] clients = [.. Enumerable.Range(0, 25).Select(_ => new SlowClient(server, tls))];
        (SlowClient[] silent, SlowClient[] hello, SlowClient[] afterwards, SlowClient[] record, SlowClient[] records) =
            (clients[..5], clients[5..10], clients[10..15], clients[15..20], clients[20..]);
        await Task.WhenAll(clients[10..].Select(client => client.HandshakeAsync()));

        Task<int>[] dripping =
        [
            .. hello.Select(client => client.DripAsync(client.Hello(), Drip, enough.Token)),
            .. record.Select(client => client.DripAsync(client.Record(), Drip, enough.Token)),
            .. records.Select(client => client.DripAsync(client.ManyRecords(), Drip, enough.Token)),
        ];
        while (server.SessionCount > 0)
        {
            await AssertServedAsync(server);
        }

        // All of them were cut off, and those with TLS were told why (RFC 8915 §4.1.3).
        await enough.CancelAsync();
        Assert.All(await Task.WhenAll(dripping), sent => Assert.InRange(sent, 4, 20));
        Assert.All(await Task.WhenAll(clients[10..].Select(client => client.ReadToEndAsync())), text => Assert.Equal(Error1, text));
        Assert.Equal(silent.Length, server.Counters.Sessions(SessionOutcome.Silent));
        Assert.Equal(hello.Length, server.Counters.Sessions(SessionOutcome.TimedOut));
        Assert.Equal(afterwards.Length + record.Length + records.Length, server.Counters.Requests(RequestReason.TimedOut));
        Array.ForEach(clients, client => client.Dispose());
    }

    [Fact]
    public async Task NeverReading_AfterHelloAndAfterRequest_IsEndedAndOthersAreServed()
    {
        await using KeyEstablishmentServer server = fixture.Start(options => options with { IdleTimeout = TimeSpan.FromSeconds(1) });
        using TlsClient tls = TlsClient.TrustingFile(fixture.Certificate.AuthorityFile);
        SlowClient[] clients = [.. Enumerable.Range(0, 20).Select(_ => new SlowClient(server, tls))];
        Array.ForEach(clients, client => client.Socket.ReceiveBufferSize = 1);
        Array.ForEach(clients[..10], client => client.Socket.Send(client.Hello()));
        foreach (SlowClient client in clients[10..])
        {
            await client.HandshakeAsync();
            client.Socket.Send(client.Record());
        }

        while (server.SessionCount > 0)
        {
            await AssertServedAsync(server);
        }

        Assert.Equal(10, server.Counters.Sessions(SessionOutcome.Silent));
        Assert.True(server.Counters.Sessions(SessionOutcome.Answered) > 10);
        Array.ForEach(clients, client => client.Dispose());
    }

    [Fact]
    public async Task HalfClosed_AfterTheRequest_StillGetsTheAnswer()
    {
        await using KeyEstablishmentServer server = fixture.Start();
        using TlsClient tls = TlsClient.TrustingFile(fixture.Certificate.AuthorityFile);
        using SlowClient client = new(server, tls);
        await client.HandshakeAsync();

        client.Socket.Send(client.Record());
        client.Socket.Shutdown(SocketShutdown.Send);

        Assert.Equal(2 * 854, (await client.ReadToEndAsync()).Length);
    }

    [Fact]
    public async Task HalfClosed_BeforeTheRequest_GetsError1()
    {
        await using KeyEstablishmentServer server = fixture.Start();
        using TlsClient tls = TlsClient.TrustingFile(fixture.Certificate.AuthorityFile);
        using SlowClient client = new(server, tls);
        await client.HandshakeAsync();

        client.Socket.Shutdown(SocketShutdown.Send);

        Assert.Equal(Error1, await client.ReadToEndAsync());
        Assert.Equal(1, server.Counters.Requests(RequestReason.Incomplete));
    }

    [Fact]
    public async Task Reset_InTheMiddleOfTheHandshake_IsCounted()
    {
        await using KeyEstablishmentServer server = fixture.Start();
        using TlsClient tls = TlsClient.TrustingFile(fixture.Certificate.AuthorityFile);
        using SlowClient client = new(server, tls);
        client.Socket.Send(client.Hello());
        await Peer.ReceiveAsync(client.Socket);

        client.Socket.Close(timeout: 0);

        await Peer.Eventually(() => server.Counters.Sessions(SessionOutcome.Disconnected) == 1);
    }

    /// <summary>Ten thousand at once from as many addresses: nothing said, half a ClientHello, garbage, and a ClientHello with nothing behind it.</summary>
    [SkippableFact]
    public async Task Crowd_OfTenThousand_KeepsNobodyOutAndMemoryBounded()
    {
        Skip.If(MaxOpenFiles() < Crowd + Places + 1000, $"{Crowd + Places + 1000} open files are needed, and {MaxOpenFiles()} allowed");
        await using KeyEstablishmentServer server = fixture.Start(options => options with
        {
            MaxSessions = Places,
            IdleTimeout = TimeSpan.FromSeconds(5),
            SessionTimeout = TimeSpan.FromSeconds(8),
        });
        using TlsClient tls = TlsClient.TrustingFile(fixture.Certificate.AuthorityFile);
        await AssertServedAsync(server);
        byte[] hello;
        using (SlowClient one = new(server, tls))
        {
            hello = one.Hello();
        }

        long managed = GC.GetTotalMemory(forceFullCollection: true);
        long resident = Environment.WorkingSet;
        Socket[] crowd = new Socket[Crowd];
        Task coming = Task.Run(() =>
        {
            for (int i = 0; i < Crowd; i++)
            {
                crowd[i] = Peer.Connect(server, from: $"127.{1 + (i / 65536)}.{i / 256 % 256}.{i % 256}");
                Say(crowd[i], i, hello);
            }
        });
        int served = 0;
        while (!coming.IsCompleted)
        {
            await AssertServedAsync(server);
            served++;
        }

        await coming;
        Assert.InRange(server.SessionCount, Places / 2, Places);
        for (int i = 0; i < 10; i++)
        {
            await AssertServedAsync(server);
        }

        long managedMore = GC.GetTotalMemory(forceFullCollection: true) - managed;
        long residentMore = Environment.WorkingSet - resident;
        Assert.True(served > 0);
        Assert.InRange(managedMore, long.MinValue, 200L << 20);
        Assert.InRange(residentMore, long.MinValue, 600L << 20);

        await Peer.Eventually(() => server.SessionCount == 0);
        Assert.Equal(0, server.Counters.Sessions(SessionOutcome.Failed));
        Assert.True(server.Counters.Sessions(SessionOutcome.Displaced) > 0);
        Array.ForEach(crowd, socket => socket.Dispose());
        Console.WriteLine($"crowd: {served} served meanwhile, {managedMore >> 20} MiB managed, {residentMore >> 20} MiB resident");
    }

    private static void Say(Socket socket, int number, byte[] hello)
    {
        try
        {
            _ = (number % 10) switch
            {
                < 4 => 0,
                < 7 => socket.Send(hello.AsSpan(0, 100)),
                < 9 => socket.Send("GET / HTTP/1.1\r\n\r\n"u8),
                _ => socket.Send(hello),
            };
        }
        catch (SocketException)
        {
            // Displaced already.
        }
    }

    private async Task AssertServedAsync(KeyEstablishmentServer server)
    {
        using TlsClient tls = TlsClient.TrustingFile(fixture.Certificate.AuthorityFile);
        using KeyEstablishmentResult result = await new KeyEstablishmentClient(tls, TimeProvider.System).RunAsync(
            "127.0.0.1", (ushort)server.Listening.Single().Port, AddressFamily.InterNetwork, TimeSpan.FromMinutes(1), CancellationToken.None);
        Assert.Equal((KeyEstablishmentStage.Done, string.Empty), (result.Stage, result.Failure));
    }

    private static int MaxOpenFiles() => int.Parse(
        File.ReadLines("/proc/self/limits").First(line => line.StartsWith("Max open files", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[3],
        System.Globalization.CultureInfo.InvariantCulture);
}
