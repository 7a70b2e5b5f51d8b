using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Nts.Client;
using Nts.Crypto;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Desktop.Bench;

/// <summary>The load on a server that the test plays, by a clock that goes on by 10 µs whenever it is read.</summary>
public sealed class UdpLoadTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMicroseconds(10);

    private static readonly BenchOptions Options = new()
    {
        Mode = BenchMode.Plain,
        Host = "localhost",
        Port = 123,
        KeyServer = new("localhost", 4460),
        InFlight = 4,
        WarmUp = TimeSpan.Zero,
        Duration = TimeSpan.FromSeconds(3),
    };

    private readonly TickingTime _time = new(Step);

    [Fact]
    public void Run_EveryRequestAnswered_CountsAll()
    {
        LoadResult result = Run(Options with { Count = 1000 }, (_, request) => [FakeServer.Good(request)]);
        Assert.Equal((1000, 1000, 0, 0), (result.Sent, result.Received, result.Lost, result.Invalid));
        Assert.Equal((1000, 1000, 0), (result.RoundTrip.Count, result.Residence.Count, result.Error.Count));
        Assert.Equal(3000, result.Residence.Percentile(0.5), 30.0);
    }

    [Fact]
    public void Run_ClosedLoopAndNoReplies_FreesThePlacesOfLostRequests()
    {
        FakeServer server = new(_time, (_, _) => []);
        LoadResult result = Run(Options, server);

        // Four at the start, and four more each time that a second has passed.
        Assert.Equal((12, 0, 12), (result.Sent, result.Received, result.Lost));
        Assert.Equal([0, 1, 2], server.Departures.Select(departure => (int)departure.TotalSeconds).Distinct());
    }

    [Fact]
    public void Run_ClosedLoopAndOneLost_GoesOnWithTheOthers()
    {
        LoadResult result = Run(Options with { Count = 5000 }, (number, request) => number == 7 ? [] : [FakeServer.Good(request)]);
        Assert.Equal((5000, 4999, 1), (result.Sent, result.Received, result.Lost));
    }

    [Fact]
    public void Run_ClosedLoop_NeverHasMoreInFlight()
    {
        int unanswered = 0;
        int most = 0;
        Queue<byte[]> kept = new();
        LoadResult result = Run(Options with { Count = 1000 }, (_, request) =>
        {
            kept.Enqueue(FakeServer.Good(request));
            most = Math.Max(most, ++unanswered);
            if (unanswered < 4)
            {
                return [];
            }

            unanswered = 0;
            byte[][] all = [.. kept];
            kept.Clear();
            return all;
        });
        Assert.Equal((4, 1000), (most, result.Received));
    }

    [Fact]
    public void Run_OpenLoopAndNoReplies_GoesOnAtItsRate()
    {
        FakeServer server = new(_time, (_, _) => []);
        LoadResult result = Run(Options with { Rate = 100 }, server);
        Assert.Equal((300, 300), (result.Sent, result.Lost));
        Assert.All(
            server.Departures.Zip(server.Departures.Skip(1)),
            pair => Assert.InRange((pair.Second - pair.First).TotalMilliseconds, 9.8, 10.2));
    }

    [Fact]
    public void Run_Relaxed_SendsWhatIsDueAllTheSame()
    {
        BenchOptions relaxed = Options with { Rate = 1000, IsRelaxed = true, Duration = TimeSpan.FromMilliseconds(5) };
        LoadResult result = Run(relaxed, (_, request) => [FakeServer.Good(request)]);
        Assert.Equal((5, 5), (result.Sent, result.Received));
    }

    [Fact]
    public void Run_OpenLoopFasterThanItCan_SaysHowLateItWas()
    {
        // A look at the clock takes 10 µs here, so that ten a round are what can be had.
        LoadResult result = Run(Options with { Rate = 1_000_000, Duration = TimeSpan.FromSeconds(0.1) }, (_, request) => [FakeServer.Good(request)]);
        Assert.Equal(result.Sent, result.Slip.Count);
        Assert.InRange(result.Sent, 1000, 20_000);
        Assert.True(result.Slip.Max > 50_000_000, $"{result.Slip.Max}");
    }

    [Fact]
    public void Run_WarmUp_CountsForNothing()
    {
        FakeServer server = new(_time, (number, request) => number < 50 ? [FakeServer.Good(request), FakeServer.Good(request)] : [FakeServer.Good(request)]);
        LoadResult result = Run(Options with { Rate = 100, WarmUp = TimeSpan.FromSeconds(1) }, server);
        Assert.Equal((300, 300, 0), (result.Sent, result.Received, result.Duplicates));
        Assert.InRange(server.Departures.Count, 399, 401);
        Assert.Equal(3, result.Seconds, 0.01);
    }

    [Fact]
    public void Run_DuplicatesAndForeignDatagrams_AreCountedApart()
    {
        byte[] foreign = FakeServer.Good(new byte[48]);
        LoadResult result = Run(Options with { Count = 100, InFlight = 1 }, (_, request) =>
            [FakeServer.Good(request), FakeServer.Good(request), foreign, [1, 2, 3], request]);
        Assert.Equal((100, 0), (result.Received, result.Invalid));
        Assert.InRange(result.Duplicates + result.Late, 90, 100);
        Assert.InRange(result.Foreign, 270, 300);
    }

    [Fact]
    public void Run_Kisses_AreInvalidByReason()
    {
        LoadResult result = Run(Options with { Count = 10 }, (number, request) =>
        {
            byte[] reply = FakeServer.Good(request);
            if (number % 2 == 0)
            {
                reply[1] = 0;
                "RATE"u8.CopyTo(reply.AsSpan(12));
            }
            else if (number == 1)
            {
                reply[1] = 16;
            }

            return [reply];
        });
        Assert.Equal((4, 6, 0), (result.Received, result.Invalid, result.Lost));
        Assert.Equal("kiss RATE", result.FirstInvalidReason);
        Assert.Equal((5, 1), (result.InvalidReasons["kiss RATE"], result.InvalidReasons["the server is not synchronised"]));
    }

    [Fact]
    public void Run_SystemTakesNothing_EndsInTime()
    {
        LoadResult result = Run(Options with { Duration = TimeSpan.FromSeconds(0.1) }, new FakeServer(_time, (_, _) => []) { Refusals = int.MaxValue });
        Assert.Equal((0, 0), (result.Sent, result.Lost));
        Assert.True(result.Unsent > 0);
    }

    [Fact]
    public void Run_SendsRefusedAtFirst_LeaveTheirPlacesToOthers()
    {
        FakeServer server = new(_time, (_, request) => [FakeServer.Good(request)]) { Refusals = 10 };
        LoadResult result = Run(Options with { Count = 100, Duration = TimeSpan.FromSeconds(0.5) }, server);
        Assert.Equal((100, 100, 10), (result.Sent, result.Received, result.Unsent));
    }

    [Fact]
    public void Run_ReplyToTheWarmUpThatComesLater_DoesNotCount()
    {
        byte[] last = [];
        LoadResult result = Run(Options with { Rate = 100, WarmUp = TimeSpan.FromSeconds(1) }, (number, request) =>
        {
            byte[] before = last;
            last = FakeServer.Good(request);
            return number == 0 ? [] : [before];
        });
        Assert.Equal((300, 299, 1), (result.Sent, result.Received, result.Lost));
    }

    [Fact]
    public void Run_Stopped_EndsWithWhatItHas()
    {
        using CancellationTokenSource stop = new();
        FakeServer server = new(_time, (number, request) =>
        {
            if (number == 99)
            {
                stop.Cancel();
            }

            return [FakeServer.Good(request)];
        });
        LoadResult result = Load(Options with { InFlight = 1 }, server).Run(stop.Token);
        Assert.Equal((100, 100), (result.Sent, result.Received));
    }

    [Fact]
    public void Run_SeveralClients_GoesRound()
    {
        FakeServer[] servers = [.. Enumerable.Range(0, 3).Select(_ => new FakeServer(_time, (_, request) => [FakeServer.Good(request)]))];
        LoadResult result = Load(Options with { Count = 300 }, servers).Run(default);
        Assert.Equal(300, result.Received);
        Assert.All(servers, server => Assert.Equal(100, server.Departures.Count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Run_ServerOnThisClock_TellsItsErrorWithItsSign(int ahead)
    {
        FakeServer server = new(_time, (_, request) => [FakeServer.Good(request, FakeServer.Clock(_time) + NtpDuration.FromSeconds(ahead))]);
        UdpLoad load = new(Options with { Count = 10 }, new BulkExchange(null, 1, SystemRandom.Instance), [server], _time, sharesClock: true, run: 1);
        LoadResult result = load.Run(default);
        Assert.Equal(10, result.Error.Count);
        Assert.InRange(result.ErrorSum / 10e9, ahead - 1e-3, ahead + 1e-3);
        Assert.InRange(result.Error.Mean / 1e9, 1 - 1e-3, 1 + 1e-3);
    }

    private LoadResult Run(BenchOptions options, Func<int, byte[], IEnumerable<byte[]>> answer) => Run(options, new FakeServer(_time, answer));

    private LoadResult Run(BenchOptions options, FakeServer server) => Load(options, server).Run(default);

    private UdpLoad Load(BenchOptions options, params FakeServer[] servers) =>
        new(options, new BulkExchange(null, 1, Seeded.Create()), servers, _time, sharesClock: false, run: 0x1234);
}
