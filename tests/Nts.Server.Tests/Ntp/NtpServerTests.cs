using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Nts.Crypto;
using Nts.Drivers.Linux;
using Nts.Ntp;
using Nts.Nts;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Server.Ntp;

/// <summary>Real sockets on the loopback interface; the client is .NET's.</summary>
public sealed class NtpServerTests
{
    private static readonly ClockState Locked = new()
    {
        Leap = LeapIndicator.None,
        Stratum = Stratum.Primary,
        ReferenceId = ReferenceId.Gps,
        ReferenceTime = PosixTime.FromSeconds(1_790_000_000),
    };

    private readonly PublishedClockState _state = new();
    private readonly KeyRing _keys = KeyRing.Create(2, SystemRandom.Instance);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void Request_PlainNtp_IsAnsweredFromTheAddressThatWasAsked(string address)
    {
        using NtpServer server = Start(address);
        using UdpClient client = Client(server.Listening[0]);
        client.Send(Request(7));
        IPEndPoint from = new(IPAddress.Any, 0);
        byte[] reply = client.Receive(ref from);
        Assert.Equal(server.Listening[0], from);
        Assert.Equal(NtpHeader.Length, reply.Length);
        Assert.Equal(7ul, BinaryPrimitives.ReadUInt64BigEndian(reply.AsSpan(24)));
    }

    [Fact]
    public void Request_OfAWildcardServer_IsAnsweredFromTheAddressThatWasAsked()
    {
        using NtpServer server = Start("0.0.0.0");
        using UdpClient client = Client(new(IPAddress.Parse("127.0.0.2"), server.Listening[0].Port));
        client.Send(Request(1));

        // A connected client takes datagrams from that address only.
        IPEndPoint from = new(IPAddress.Any, 0);
        Assert.Equal(NtpHeader.Length, client.Receive(ref from).Length);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void Request_OverPlainSockets_IsAnswered(string address)
    {
        NtpServerOptions options = new() { Listen = [new(IPAddress.Parse(address), 0)], UsesPlainSockets = true, ThreadsPerAddress = 2 };
        using NtpServer server = NtpServer.Start(options, _keys, _state, new SystemClock(), SystemRandom.Instance);
        using UdpClient client = Client(Assert.Single(server.Listening));
        Assert.Equal(NtpHeader.Length, Ask(client).Length);
    }

    [Fact]
    public void Request_BeforeAndAfterTheFirstState_IsAnsweredAccordingly()
    {
        using NtpServer server = Start("127.0.0.1");
        using UdpClient client = Client(server.Listening[0]);
        Assert.Equal((3, 16), LeapAndStratum(Ask(client)));
        _state.Current = Locked;
        Assert.Equal((0, 1), LeapAndStratum(Ask(client)));
    }

    [Fact]
    public void Request_Answered_CarriesTheKernelsReceiveTimeByTheServedClock()
    {
        // A clock a thousand seconds ahead: a stamp that were not converted would show.
        SoftwareClock clock = new(NtpDuration.FromSeconds(1000), default);
        using NtpServer server = Start("127.0.0.1", clock: clock);
        using UdpClient client = Client(server.Listening[0]);
        NtpTimestamp before = NtpTimestamp.FromPosix(clock.Now());
        byte[] reply = Ask(client);
        Assert.True(NtpHeader.TryParse(reply, out NtpHeader header));
        NtpTimestamp after = NtpTimestamp.FromPosix(clock.Now());

        // The two clocks are read as a pair, some tens of nanoseconds apart; a preemption may stretch that.
        NtpDuration slack = NtpDuration.FromMilliseconds(-1);
        Assert.True(header.ReceiveTime - before >= slack, $"received {header.ReceiveTime - before} after the question");
        Assert.True(header.TransmitTime - header.ReceiveTime >= slack, $"sent {header.TransmitTime - header.ReceiveTime} after receiving");
        Assert.True(after - header.TransmitTime >= slack, $"read {after - header.TransmitTime} after sending");
    }

    [Fact]
    public void Requests_GoodAndBad_AreCountedByReason()
    {
        using NtpServer server = Start("127.0.0.1");
        using UdpClient client = Client(server.Listening[0]);
        client.Send([]);
        client.Send(new byte[47]);
        client.Send(new byte[NtpResponder.MaxPacketLength + 500]);
        client.Send(Request(1).Select((octet, index) => index == 0 ? (byte)0x24 : octet).ToArray());

        // One socket, one queue, and a reason is counted before its answer is sent: when this one is answered all are counted.
        Ask(client);
        Assert.Equal(0, client.Available);
        Dictionary<RespondReason, long> counts = Enum.GetValues<RespondReason>().ToDictionary(reason => reason, server.Count);
        Assert.Equal(2, counts[RespondReason.Truncated]);
        Assert.Equal(1, counts[RespondReason.Oversized]);
        Assert.Equal(1, counts[RespondReason.NotClient]);
        Assert.Equal(1, counts[RespondReason.Plain]);
        Assert.Equal(5, counts.Values.Sum());
        Assert.Equal(0, server.RefusedReplies);
    }

    [Fact]
    public void Requests_Random_NeverStopTheService()
    {
        Seeded random = Seeded.Create();
        using NtpServer server = Start("127.0.0.1");
        using UdpClient client = Client(server.Listening[0]);
        for (int i = 0; i < 500; i++)
        {
            byte[] garbage = new byte[random.Next(0, 3000)];
            random.NextBytes(garbage);
            client.Send(garbage);
        }

        byte[] question = Request(0x0123456789ABCDEF);
        client.Send(question);
        IPEndPoint from = new(IPAddress.Any, 0);
        byte[] reply;
        do
        {
            // Garbage may happen to be a question.
            reply = client.Receive(ref from);
        }
        while (!reply.AsSpan(24, 8).SequenceEqual(question.AsSpan(40, 8)));
        Assert.True(reply.Length == NtpHeader.Length, random.ToString());
    }

    [Fact]
    public void Start_SeveralThreads_ShareThePort()
    {
        using NtpServer server = Start("127.0.0.1", threads: 3);
        Assert.Single(server.Listening);
        for (int i = 0; i < 20; i++)
        {
            using UdpClient client = Client(server.Listening[0]);
            Assert.Equal(NtpHeader.Length, Ask(client).Length);
        }
    }

    [Fact]
    public void Start_BothFamilies_AnswerOnTheSamePort()
    {
        using NtpServer four = Start("0.0.0.0");
        int port = four.Listening[0].Port;
        NtpServerOptions options = new() { Listen = [new(IPAddress.IPv6Any, port)] };
        using NtpServer six = NtpServer.Start(options, _keys, _state, new SystemClock(), SystemRandom.Instance);
        using UdpClient client = Client(new(IPAddress.IPv6Loopback, port));
        Assert.Equal(NtpHeader.Length, Ask(client).Length);
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", false)]
    [InlineData("::1", true)]
    public void Requests_OfAnAddressThatIsNotAllowed_GetNoAnswer(string address, bool plainSockets)
    {
        AccessList access = AccessList.Create([IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")], [IPNetwork.Parse(address == "::1" ? "::1/128" : "127.0.0.0/8")]);
        NtpServerOptions options = new()
        {
            Listen = [new(IPAddress.Parse(address), 0)],
            Policy = new ServicePolicy { Access = access },
            UsesPlainSockets = plainSockets,
        };
        using NtpServer server = NtpServer.Start(options, _keys, _state, new SystemClock(), SystemRandom.Instance);
        using UdpClient client = Client(server.Listening[0]);
        client.Send(Request(1));
        Assert.True(SpinWait.SpinUntil(() => server.Count(RespondReason.AccessDenied) == 1, 10_000));
        Assert.Equal(0, client.Available);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Requests_BeyondTheRate_AreDropped(bool plainSockets)
    {
        NtpServerOptions options = new()
        {
            Listen = [new(IPAddress.Loopback, 0)],
            Policy = new ServicePolicy { RateLimit = new RateLimit { Interval = RateLimit.MaxInterval, Burst = 8, Leak = RateLimit.MaxLeak, Kod = 0 } },
            UsesPlainSockets = plainSockets,
        };
        using NtpServer server = NtpServer.Start(options, _keys, _state, new SystemClock(), SystemRandom.Instance);
        using UdpClient client = Client(server.Listening[0]);
        for (int i = 0; i < 20; i++)
        {
            client.Send(Request(1));
        }

        Assert.True(SpinWait.SpinUntil(() => server.Count(RespondReason.Plain) + server.Count(RespondReason.RateLimited) == 20, 10_000));
        Assert.InRange(server.Count(RespondReason.RateLimited), 10, 12); // two leaks are one in a million
    }

    [Fact]
    public void Start_OneAddressTaken_NamesItAndLeavesNothingOpen()
    {
        using UdpClient occupant = new(new IPEndPoint(IPAddress.Loopback, 0));
        IPEndPoint taken = (IPEndPoint)occupant.Client.LocalEndPoint!;
        IPEndPoint free = new(IPAddress.Parse("127.0.0.3"), taken.Port);
        NtpServerOptions options = new() { Listen = [free, taken] };
        LinuxException failure = Assert.Throws<LinuxException>(
            () => NtpServer.Start(options, _keys, _state, new SystemClock(), SystemRandom.Instance));
        Assert.Contains($"bind UDP {taken}: Address already in use", failure.Message, StringComparison.Ordinal);
        using UdpClient nowFree = new(free);
    }

    [Fact]
    public void Dispose_WhileServing_FreesThePort()
    {
        NtpServer server = Start("127.0.0.1");
        IPEndPoint address = server.Listening[0];
        using UdpClient client = Client(address);
        Ask(client);
        server.Dispose();
        using UdpClient nowFree = new(address);
    }

    [Fact]
    public void Request_Nts_IsAnsweredAuthentically()
    {
        using NtsSession session = EstablishedSession.Of(_keys);
        Assert.True(NtpExchange.TryCreateNts(session, SystemRandom.Instance, out NtpExchange? exchange));
        _state.Current = Locked;
        using NtpServer server = Start("127.0.0.1");
        using UdpClient client = Client(server.Listening[0]);
        PosixTime sent = PosixTime.FromSeconds(1_790_000_000);
        client.Send(exchange.Request.Span);
        IPEndPoint from = new(IPAddress.Any, 0);
        Assert.Equal(ExchangeStatus.Accepted, exchange.Accept(client.Receive(ref from), sent, sent, out _));
        Assert.Equal(1, server.Count(RespondReason.Nts));
    }

    [Theory]
    [InlineData(RespondReason.Plain)]
    [InlineData(RespondReason.Nts)]
    [InlineData(RespondReason.RequestForged)]
    public void Requests_TenThousand_AllocateNothingOnTheServersThread(RespondReason kind)
    {
        long allocated = 0;
        using NtpServer server = Start("127.0.0.1", afterBatch: () => Volatile.Write(ref allocated, GC.GetAllocatedBytesForCurrentThread()));
        using UdpClient client = Client(server.Listening[0]);
        byte[] question = kind == RespondReason.Plain ? Request(5) : NtsRequest();
        question[^1] ^= kind == RespondReason.RequestForged ? (byte)1 : (byte)0;

        // Whatever first calls allocate, they may. A collection counts the unused rest of a thread's buffer as allocated; after this one there is none.
        AskMany(client, question, 100);
        GC.Collect();
        AskMany(client, question, 20);
        long before = Volatile.Read(ref allocated);
        AskMany(client, question, 10_000);
        Assert.Equal(0, Volatile.Read(ref allocated) - before);
        Assert.Equal(10_120, server.Count(kind));
    }

    [Theory]
    [InlineData(RespondReason.Truncated)]
    [InlineData(RespondReason.LengthMisaligned)]
    [InlineData(RespondReason.Oversized)]
    [InlineData(RespondReason.AuthenticatorMissing)]
    public void Requests_MalformedByTheThousand_AllocateNothingOnTheServersThread(RespondReason kind)
    {
        byte[] nts = NtsRequest();
        byte[] question = kind switch
        {
            RespondReason.Truncated => [0x23],
            RespondReason.LengthMisaligned => [.. Request(1), 0],
            RespondReason.Oversized => [.. Request(1), .. new byte[NtpResponder.MaxPacketLength]],
            _ => nts[..^(ExtensionField.HeaderLength + 36)],
        };
        long allocated = 0;
        using NtpServer server = Start("127.0.0.1", afterBatch: () => Volatile.Write(ref allocated, GC.GetAllocatedBytesForCurrentThread()));
        using UdpClient client = Client(server.Listening[0]);
        SendMany(100);
        GC.Collect();
        SendMany(20);
        long before = Volatile.Read(ref allocated);
        SendMany(5_000);
        Assert.Equal(0, Volatile.Read(ref allocated) - before);
        Assert.Equal(5_120, server.Count(kind));

        void SendMany(int count)
        {
            // Behind each score an answer is awaited, so that none is lost for want of room.
            for (int i = 0; i < count; i += 20)
            {
                for (int j = 0; j < 20; j++)
                {
                    client.Client.Send(question);
                }

                AskMany(client, Request(5), 20);
            }
        }
    }

    private static void AskMany(UdpClient client, byte[] question, int count)
    {
        byte[] reply = new byte[NtpResponder.MaxPacketLength];
        for (int i = 0; i < count; i += 20)
        {
            for (int j = 0; j < 20; j++)
            {
                client.Client.Send(question);
            }

            for (int j = 0; j < 20; j++)
            {
                client.Client.Receive(reply);
            }
        }
    }

    private static byte[] Ask(UdpClient client)
    {
        client.Send(Request(3));
        IPEndPoint from = new(IPAddress.Any, 0);
        return client.Receive(ref from);
    }

    private static (int Leap, int Stratum) LeapAndStratum(byte[] reply) => (reply[0] >> 6, reply[1]);

    private static byte[] Request(ulong transmitTime)
    {
        byte[] request = new byte[NtpHeader.Length];
        request[0] = 0x23;
        BinaryPrimitives.WriteUInt64BigEndian(request.AsSpan(40), transmitTime);
        return request;
    }

    private static UdpClient Client(IPEndPoint server)
    {
        UdpClient client = new(server.AddressFamily);
        client.Client.ReceiveTimeout = 10_000;
        client.Connect(server);
        return client;
    }

    private byte[] NtsRequest()
    {
        using NtsSession session = EstablishedSession.Of(_keys);
        return NtpExchange.TryCreateNts(session, SystemRandom.Instance, out NtpExchange? exchange)
            ? exchange.Request.ToArray()
            : throw new InvalidOperationException("The session has a cookie.");
    }

    private NtpServer Start(string address, int threads = 1, IClock? clock = null, Action? afterBatch = null)
    {
        NtpServerOptions options = new() { Listen = [new(IPAddress.Parse(address), 0)], ThreadsPerAddress = threads };
        return NtpServer.Start(options, _keys, _state, clock ?? new SystemClock(), SystemRandom.Instance, afterBatch);
    }
}
