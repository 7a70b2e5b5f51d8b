using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Drivers.Linux;

/// <summary>The kernel's transmit stamps of replies over the loopback interface, where they are there when the send returns.</summary>
public sealed class TransmitStampsTests : IDisposable
{
    private const int TooLong = 66_000;
    private static readonly UdpSocketOptions Options = new() { ReceiveTimeout = TimeSpan.FromSeconds(10), MaxDatagramLength = TooLong };

    private readonly List<UdpClient> _clients = [];

    public void Dispose() => _clients.ForEach(client => client.Dispose());

    [Theory]
    [InlineData("0.0.0.0", "127.0.0.1")]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("::", "::1")]
    [InlineData("::1", "::1")]
    public void TryRead_MarkedReply_IsStampedWhileItWasSent(string bound, string asked)
    {
        using TimestampedUdpSocket socket = TimestampedUdpSocket.Bind(new(IPAddress.Parse(bound), 0), Options);
        Requests(socket, asked, 1);
        socket.AddReply(0, 100, Mark(7));
        long before = KernelClock.ReadRealtime();
        Assert.Equal(0, socket.Send());
        long after = KernelClock.ReadRealtime();
        Assert.True(socket.TryReadTransmitTime(out NtpTimestamp mark, out PosixTime sentAt));
        Assert.Equal(Mark(7), mark);
        Assert.InRange(sentAt.Nanoseconds, before, after);
        Assert.False(socket.TryReadTransmitTime(out _, out _));
    }

    [Fact]
    public void TryRead_MarkedRepliesAmongOthers_GetTheirOwnStampsInOrder()
    {
        using TimestampedUdpSocket socket = Bind();
        for (uint round = 0; round < 5; round++)
        {
            Requests(socket, "127.0.0.1", 40);
            for (int i = 0; i < 40; i++)
            {
                socket.AddReply(i, 48, i % 2 == 0 ? default : Mark((round * 100) + (uint)i));
            }

            Assert.Equal(0, socket.Send());
            List<(NtpTimestamp Mark, PosixTime SentAt)> stamps = ReadAll(socket);
            Assert.Equal(Enumerable.Range(0, 20).Select(i => Mark((round * 100) + (uint)(2 * i) + 1)), stamps.Select(stamp => stamp.Mark));
            Assert.Equal(stamps.OrderBy(stamp => stamp.SentAt), stamps);
        }
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(5u)]
    public void TryRead_AfterARefusedReply_NeverGivesAStampToAnotherMark(uint refusedMark)
    {
        using TimestampedUdpSocket socket = Bind();
        Requests(socket, "127.0.0.1", 3);
        socket.AddReply(0, 48, Mark(1));
        socket.AddReply(1, TooLong, refusedMark == 0 ? default : Mark(refusedMark));
        socket.AddReply(2, 48, Mark(3));
        Assert.Equal(1, socket.Send());

        // The kernel may have counted a marked one, so what was sent before it is given up.
        Assert.Equal(refusedMark == 0 ? [Mark(1), Mark(3)] : [Mark(3)], ReadAll(socket).Select(stamp => stamp.Mark));
        Requests(socket, "127.0.0.1", 2);
        socket.AddReply(0, 48, Mark(10));
        socket.AddReply(1, 48, Mark(11));
        socket.Send();
        Assert.Equal([Mark(10), Mark(11)], ReadAll(socket).Select(stamp => stamp.Mark));
    }

    [Fact]
    public void Receive_WithStampsThatNobodyReads_GoesOn()
    {
        // The error queue shares the receive buffer: when that is full the kernel gives no more stamps and takes no more requests.
        using TimestampedUdpSocket socket = TimestampedUdpSocket.Bind(
            new(IPAddress.Loopback, 0), Options with { ReceiveBufferLength = 8192, MaxDatagramLength = 100, ReceiveTimeout = TimeSpan.FromMilliseconds(1) });
        UdpClient client = ClientOf(socket, "127.0.0.1");
        int received = 0;
        for (uint i = 1; i <= 500; i++)
        {
            client.Send([1]);
            int count = socket.Receive();
            received += count;
            if (count > 0)
            {
                socket.AddReply(0, 48, Mark(i));
                Assert.Equal(0, socket.Send());
            }
        }

        Assert.InRange(received, 1, 499);
        Assert.InRange(ReadAll(socket).Count, 1, received);
        client.Send([1]);
        Assert.Equal(1, socket.Receive());
        socket.AddReply(0, 48, Mark(1000));
        socket.Send();
        Assert.Equal([Mark(1000)], ReadAll(socket).Select(stamp => stamp.Mark));
    }

    [Fact]
    public void Receive_WithAStampWaiting_StillWaitsForARequest()
    {
        using TimestampedUdpSocket socket = TimestampedUdpSocket.Bind(new(IPAddress.Loopback, 0), Options with { ReceiveTimeout = TimeSpan.FromMilliseconds(20) });
        Requests(socket, "127.0.0.1", 1);
        socket.AddReply(0, 48, Mark(1));
        socket.Send();
        Assert.Equal(0, socket.Receive());
        Assert.Equal([Mark(1)], ReadAll(socket).Select(stamp => stamp.Mark));
    }

    [Fact]
    public void MarkedReplies_ManyBatches_AllocateNothing()
    {
        using TimestampedUdpSocket socket = Bind();
        UdpClient client = ClientOf(socket, "127.0.0.1");
        byte[] datagram = [1];
        int stamps = 0;
        Assert.Equal(0, Allocated.During(() =>
        {
            for (uint i = 1; i <= 100; i++)
            {
                client.Client.Send(datagram);
                socket.Receive();
                socket.AddReply(0, 48, Mark(i));
                socket.Send();
                stamps += socket.TryReadTransmitTime(out _, out _) ? 1 : 0;
            }
        }));
        Assert.Equal(200, stamps);
    }

    private static TimestampedUdpSocket Bind() => TimestampedUdpSocket.Bind(new(IPAddress.Loopback, 0), Options);

    private static NtpTimestamp Mark(uint number) => NtpTimestamp.FromWire(number);

    private static List<(NtpTimestamp Mark, PosixTime SentAt)> ReadAll(TimestampedUdpSocket socket)
    {
        List<(NtpTimestamp Mark, PosixTime SentAt)> all = [];
        while (socket.TryReadTransmitTime(out NtpTimestamp mark, out PosixTime sentAt))
        {
            all.Add((mark, sentAt));
        }

        return all;
    }

    private void Requests(TimestampedUdpSocket socket, string address, int count)
    {
        UdpClient client = ClientOf(socket, address);
        for (int i = 0; i < count; i++)
        {
            client.Send([1]);
        }

        Assert.Equal(count, socket.Receive());
    }

    private UdpClient ClientOf(TimestampedUdpSocket socket, string address)
    {
        UdpClient client = new(IPAddress.Parse(address).AddressFamily);
        _clients.Add(client);
        client.Connect(IPAddress.Parse(address), socket.LocalEndPoint.Port);
        return client;
    }
}
