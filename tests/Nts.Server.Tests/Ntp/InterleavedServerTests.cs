using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Nts.Crypto;
using Nts.Drivers.Linux;
using Nts.Ntp;
using Nts.Nts;
using Nts.Time;

namespace Nts.Server.Ntp;

/// <summary>Interleaved mode from end to end: the transmit times come from the sockets, the clients are written out by hand.</summary>
public sealed class InterleavedServerTests
{
    private static readonly NtpTimestamp ClientReceive = NtpTimestamp.FromWire(0x1111_1111_2222_2222);

    /// <summary>A thousand seconds ahead of the machine's clock: a stamp that were not converted would show.</summary>
    private readonly SoftwareClock _clock = new(NtpDuration.FromSeconds(1000), default);

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1", false)]
    [InlineData("0.0.0.0", "127.0.0.2", false)]
    [InlineData("::", "::1", false)]
    [InlineData("127.0.0.1", "127.0.0.1", true)]
    [InlineData("::1", "::1", true)]
    public void Requests_OfAnInterleavedClient_TellWhenTheReplyBeforeLeft(string bound, string asked, bool isPlain)
    {
        using NtpServer server = Start(new() { Listen = [new(IPAddress.Parse(bound), 0)], UsesPlainSockets = isPlain });
        using UdpClient client = Client(IPAddress.Parse(asked), server);
        NtpHeader last = Ask(client, origin: default);
        last = Ask(client, last.ReceiveTime);
        for (int i = 0; i < 20; i++)
        {
            NtpTimestamp latest = NtpTimestamp.FromPosix(_clock.Now());
            NtpHeader before = last;
            last = Ask(client, before.ReceiveTime);
            Assert.Equal(ClientReceive, last.OriginTime);

            // The stamp is taken after the clock was read for the basic reply, if that was one, and before it arrived here.
            NtpDuration stay = last.TransmitTime - before.ReceiveTime;
            Assert.True(stay > NtpDuration.Zero, $"it stayed for {stay}");
            Assert.True(i > 0 || !last.TransmitTime.IsBefore(before.TransmitTime), $"{last.TransmitTime}, {before.TransmitTime}");
            Assert.True(latest - last.TransmitTime >= NtpDuration.FromMilliseconds(-1), $"it left {last.TransmitTime - latest} after it arrived");
        }

        Assert.Equal(20, server.InterleavedReplies);
        Assert.Equal(22, server.Count(RespondReason.Plain));
    }

    [Fact]
    public void Requests_FromAnotherPortEachTime_FindTheirTimesInAnyThread()
    {
        using SemaphoreSlim batches = new(0);
        using NtpServer server = Start(new() { Listen = [new(IPAddress.Loopback, 0)], ThreadsPerAddress = 4 }, () => batches.Release());
        NtpHeader last = default;
        for (int i = 0; i < 50; i++)
        {
            using UdpClient client = Client(IPAddress.Loopback, server);
            last = Ask(client, last.ReceiveTime);

            // The answer may be here before its thread has read the error queue.
            Assert.True(batches.Wait(TimeSpan.FromSeconds(10)));
        }

        Assert.Equal(48, server.InterleavedReplies);
    }

    [Fact]
    public void Requests_WithInterleavedModeOff_AreAnsweredInBasicMode()
    {
        using NtpServer server = Start(new() { Listen = [new(IPAddress.Loopback, 0)], IsInterleaved = false });
        using UdpClient client = Client(IPAddress.Loopback, server);
        NtpHeader last = default;
        for (int i = 0; i < 10; i++)
        {
            last = Ask(client, NtpTimestamp.FromWire(last.ReceiveTime.ToWire() | 7));
        }

        Assert.Equal(0, server.InterleavedReplies);
    }

    [Fact]
    public void Requests_TenThousandOfInterleavedClients_AllocateNothingOnTheServersThread()
    {
        long allocated = 0;
        using NtpServer server = Start(
            new() { Listen = [new(IPAddress.Loopback, 0)] }, () => Volatile.Write(ref allocated, GC.GetAllocatedBytesForCurrentThread()));
        using UdpClient client = Client(IPAddress.Loopback, server);
        NtpTimestamp last = AskMany(client, default, 100);
        GC.Collect();
        last = AskMany(client, last, 20);
        long before = Volatile.Read(ref allocated);
        AskMany(client, last, 10_000);
        Assert.Equal(0, Volatile.Read(ref allocated) - before);
        Assert.Equal(10_118, server.InterleavedReplies);
    }

    private static NtpTimestamp AskMany(UdpClient client, NtpTimestamp origin, int count)
    {
        for (int i = 0; i < count; i++)
        {
            origin = Ask(client, origin).ReceiveTime;
        }

        return origin;
    }

    private static NtpHeader Ask(UdpClient client, NtpTimestamp origin)
    {
        byte[] packet = new byte[NtpHeader.Length];
        new NtpHeader
        {
            Version = 4,
            Mode = NtpMode.Client,
            OriginTime = origin,
            ReceiveTime = ClientReceive,
            TransmitTime = NtpTimestamp.FromWire(1 + origin.ToWire()),
        }.TryWrite(packet);
        client.Client.Send(packet);
        client.Client.Receive(packet);
        Assert.True(NtpHeader.TryParse(packet, out NtpHeader reply));
        return reply;
    }

    private static UdpClient Client(IPAddress address, NtpServer server)
    {
        UdpClient client = new(address.AddressFamily);
        client.Client.ReceiveTimeout = 10_000;
        client.Connect(address, server.Listening[0].Port);
        return client;
    }

    private NtpServer Start(NtpServerOptions options, Action? afterBatch = null) =>
        NtpServer.Start(options, KeyRing.Create(2, SystemRandom.Instance), new PublishedClockState(), _clock, SystemRandom.Instance, afterBatch);
}
