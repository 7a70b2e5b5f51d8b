using System;
using System.Linq;
using System.Net;
using Nts.Client;
using Nts.Crypto;
using Nts.Ntp;
using Nts.Nts;
using Nts.Server.Client;
using Nts.Server.Ntp;
using Nts.TestKit;
using Nts.Time;
using Cookie = Nts.Nts.Cookie;

namespace Nts.Desktop.Bench;

/// <summary>The load on our own server, over real sockets on the loopback interface.</summary>
public sealed class OurServerTests : IDisposable
{
    private static readonly BenchOptions Options = new()
    {
        Mode = BenchMode.Nts,
        Host = "127.0.0.1",
        Port = 123,
        KeyServer = new("127.0.0.1", 4460),
        WarmUp = TimeSpan.Zero,
        Count = 5000,
        Duration = TimeSpan.FromSeconds(60),
    };

    private readonly KeyRing _ring = KeyRing.Create(2, SystemRandom.Instance);
    private readonly NtpServer _server;

    public OurServerTests()
    {
        PublishedClockState state = new() { Current = new ClockState { Leap = LeapIndicator.None, Stratum = Stratum.Primary, ReferenceId = ReferenceId.Gps } };
        NtpServerOptions options = new() { Listen = [new(IPAddress.Loopback, 0)] };
        _server = NtpServer.Start(options, _ring, state, new Server.Hosting.HostClock(), SystemRandom.Instance);
    }

    public static TheoryData<AeadAlgorithm, int> AlgorithmsAndCookies => new()
    {
        { AeadAlgorithm.AesSivCmac256, 1 },
        { AeadAlgorithm.AesSivCmac256, 8 },
        { AeadAlgorithm.AesSivCmac512, 2 },
        { AeadAlgorithm.Aes128GcmSiv, 8 },
    };

    [Fact]
    public void Run_Plain_EveryRequestIsAnswered() => AssertAnswered(Run(Options, null));

    [Theory]
    [MemberData(nameof(AlgorithmsAndCookies))]
    public void Run_WithNts_EveryRequestIsAnsweredAndAuthentic(AeadAlgorithm algorithm, int cookies)
    {
        using NtsSession session = Session(algorithm);
        AssertAnswered(Run(Options with { Cookies = cookies }, session));
        Assert.True(_server.Count(RespondReason.Nts) == 5000);
    }

    [Fact]
    public void Run_OpenLoop_NeverExceedsItsRate()
    {
        LoadResult result = Run(Options with { Rate = 1000, Count = null, Duration = TimeSpan.FromSeconds(1) }, null);
        Assert.InRange(result.Sent, 1, 1001);
        Assert.Equal((0, result.Sent), (result.Invalid, result.Slip.Count));
    }

    [Fact]
    public void Run_FullLoad_AllocatesNothingPerRequest()
    {
        long few = Allocated.During(() => Run(Options with { Count = 100 }, Session(AeadAlgorithm.AesSivCmac256)));
        long many = Allocated.During(() => Run(Options with { Count = 10_100 }, Session(AeadAlgorithm.AesSivCmac256)));
        Assert.InRange(many - few, long.MinValue, 9_999);
    }

    /// <inheritdoc/>
    public void Dispose() => _server.Dispose();

    private static void AssertAnswered(LoadResult result)
    {
        Assert.Equal((5000, 5000, 0, 0), (result.Sent, result.Received, result.Invalid, result.Duplicates + result.Late + result.Foreign));
        Assert.Equal((5000, 5000, 5000), (result.RoundTrip.Count, result.Residence.Count, result.Error.Count));
        Assert.True(result.Residence.Max <= result.RoundTrip.Max, $"{result.Residence.Max} ns in the server, {result.RoundTrip.Max} ns in all");
    }

    private LoadResult Run(BenchOptions options, NtsSession? session)
    {
        BulkExchange exchange = new(session, options.Cookies, SystemRandom.Instance);
        IRequestSocket[] sockets = [.. Enumerable.Range(0, 2).Select(_ => RequestSocket.Connect(_server.Listening[0], exchange.RequestLength, 32))];
        LoadResult result = new UdpLoad(options, exchange, sockets, TimeProvider.System, sharesClock: true, run: 1).Run(default);
        Array.ForEach(sockets, socket => socket.Dispose());
        return result;
    }

    /// <summary>A session as key establishment would make it.</summary>
    private NtsSession Session(AeadAlgorithm algorithm)
    {
        byte[] c2s = new byte[AeadKey.KeySize(algorithm)];
        byte[] s2c = [.. c2s];
        s2c[0] = 1;
        NtsSession session = new(algorithm, c2s, s2c);
        for (int i = 0; i < NtsSession.MaxCookies; i++)
        {
            byte[] cookie = new byte[Cookie.LengthFor(algorithm)];
            Cookie.Seal(_ring.Snapshot, algorithm, c2s, s2c, SystemRandom.Instance, cookie);
            session.TryAddCookie(cookie);
        }

        return session;
    }
}
