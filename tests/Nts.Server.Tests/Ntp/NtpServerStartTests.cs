using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Nts.Crypto;
using Nts.Drivers.Linux;
using Nts.Ntp;
using Nts.Nts;

namespace Nts.Server.Ntp;

/// <summary>What happens before a server answers its first request.</summary>
public sealed class NtpServerStartTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Start_WithWarmUp_CountsNothingAndAnswers(bool plainSockets)
    {
        NtpServerOptions options = new()
        {
            Listen = [new(IPAddress.Loopback, 0)],
            WarmsUp = true,
            UsesPlainSockets = plainSockets,
            Policy = new ServicePolicy { Access = AccessList.Create([IPNetwork.Parse("127.0.0.0/8")], []), RateLimit = new RateLimit { Burst = 1 } },
        };
        using NtpServer server = Start(options);
        Assert.All(Enum.GetValues<RespondReason>(), reason => Assert.Equal(0, server.Count(reason)));
        Ask(server);
        Assert.Equal((1, 0), (server.Count(RespondReason.Plain), server.InterleavedReplies));
    }

    [Fact]
    public void Start_SeveralThreads_KeepEachOnAProcessorOfItsOwn()
    {
        IReadOnlyList<int> allowed = ProcessorAffinity.Allowed();
        ConcurrentDictionary<int, string> threads = new();
        using NtpServer server = Start(
            new() { Listen = [new(IPAddress.Loopback, 0)], ThreadsPerAddress = 2 },
            () => threads[Environment.CurrentManagedThreadId] = string.Join(' ', ProcessorAffinity.Allowed()));
        for (int i = 0; i < 200 && threads.Count < 2; i++)
        {
            Ask(server);
            Assert.True(SpinWait.SpinUntil(() => !threads.IsEmpty, 10_000));
        }

        string[] expected = [$"{allowed[0]}", $"{allowed[1 % allowed.Count]}"];
        Assert.Equal(expected.Order(), threads.Values.Order());
    }

    [Fact]
    public void HaveAllGoneRound_OneThreadIsStuck_SaysNo()
    {
        using ManualResetEventSlim goOn = new();
        using NtpServer server = Start(
            new() { Listen = [new(IPAddress.Loopback, 0), new(IPAddress.Parse("127.0.0.2"), 0)] },
            () => Assert.True(goOn.Wait(60_000)));
        using ManualResetEventSlim never = new();

        // Five rounds a second: between two looks there must be time for one of each thread.
        bool Look() => !never.Wait(500) && server.HaveAllGoneRound();
        Assert.True(SpinWait.SpinUntil(Look, 10_000));

        Ask(server);

        // Within two looks the round that was under way has been seen, and no other begins.
        Assert.True(SpinWait.SpinUntil(() => !Look(), 10_000));
        Assert.False(Look());
        goOn.Set();
        Assert.True(SpinWait.SpinUntil(Look, 10_000));
    }

    private static void Ask(NtpServer server)
    {
        using UdpClient client = new();
        client.Client.ReceiveTimeout = 10_000;
        client.Connect(server.Listening[0]);
        client.Send(NtpExchange.CreatePlain(SystemRandom.Instance).Request.Span);
        IPEndPoint from = new(IPAddress.Any, 0);
        Assert.Equal(NtpHeader.Length, client.Receive(ref from).Length);
    }

    private static NtpServer Start(NtpServerOptions options, Action? afterBatch = null) => NtpServer.Start(
        options, KeyRing.Create(2, SystemRandom.Instance), new PublishedClockState(), new SystemClock(), SystemRandom.Instance, afterBatch);
}
