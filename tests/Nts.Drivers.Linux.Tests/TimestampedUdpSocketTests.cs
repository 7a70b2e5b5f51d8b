using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using Nts.Drivers.Linux.Interop;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Drivers.Linux;

/// <summary>What only this socket does, against .NET's own over the loopback interface; what every one does is tested with <c>NtpServer</c>.</summary>
public sealed class TimestampedUdpSocketTests
{
    private static readonly UdpSocketOptions Options = new() { ReceiveTimeout = TimeSpan.FromSeconds(10) };

    [Theory]
    [InlineData("0.0.0.0", "127.0.0.1")]
    [InlineData("0.0.0.0", "127.0.0.2")]
    [InlineData("0.0.0.0", "127.1.2.3")]
    [InlineData("::", "::1")]
    public void Send_ToAWildcardSocket_LeavesFromTheAddressThatWasAsked(string bound, string asked)
    {
        using TimestampedUdpSocket socket = TimestampedUdpSocket.Bind(new(IPAddress.Parse(bound), 0), Options);
        using UdpClient client = new(IPAddress.Parse(asked).AddressFamily);
        client.Client.ReceiveTimeout = 10_000;
        IPEndPoint server = new(IPAddress.Parse(asked), socket.LocalEndPoint.Port);
        client.Send([7], server);
        Assert.Equal(1, socket.Receive());
        Reply(socket, 0, [8, 9]);
        Assert.Equal(0, socket.Send());

        IPEndPoint from = new(IPAddress.Any, 0);
        Assert.Equal<byte>([8, 9], client.Receive(ref from));
        Assert.Equal(server, from);
    }

    [Fact]
    public void ReceivedAt_Datagram_IsTheKernelsStampBeforeReading()
    {
        using TimestampedUdpSocket socket = TimestampedUdpSocket.Bind(new(IPAddress.Loopback, 0), Options);
        using UdpClient client = ClientOf(socket, "127.0.0.1");
        long before = KernelClock.ReadRealtime();
        client.Send([1]);
        long sent = KernelClock.ReadRealtime();
        socket.Receive();

        // On the loopback interface the datagram is stamped while it is sent, before the receive is even called.
        Assert.InRange(socket.Batch.Arrival(0).ReceivedAt.Nanoseconds, before, sent);
    }

    [Fact]
    public void Receive_SeveralDatagrams_TakesThemAllAtOnce()
    {
        using TimestampedUdpSocket socket = TimestampedUdpSocket.Bind(new(IPAddress.Loopback, 0), Options);
        using UdpClient client = ClientOf(socket, "127.0.0.1");
        for (byte number = 0; number < 10; number++)
        {
            client.Send([number]);
        }

        Assert.Equal(10, socket.Receive());
        Assert.Equal(Enumerable.Range(0, 10), Enumerable.Range(0, 10).Select(index => (int)socket.Batch.Request(index)[0]));
    }

    [Fact]
    public void Receive_BusyPolling_TakesAllThenWaitsNoLongerThanToldTo()
    {
        UdpSocketOptions options = new() { ReceiveTimeout = TimeSpan.FromMilliseconds(1), IsBusyPolling = true };
        using TimestampedUdpSocket socket = TimestampedUdpSocket.Bind(new(IPAddress.Loopback, 0), options);
        using UdpClient client = ClientOf(socket, "127.0.0.1");
        int received = 0;
        for (int i = 0; i < 200; i++)
        {
            client.Send([1]);
            received += socket.Receive();
        }

        Assert.Equal(200, received);
        Assert.Equal(0, socket.Receive());
    }

    [Fact]
    public void Receive_MoreThanABatch_LeavesTheRestForTheNext()
    {
        using TimestampedUdpSocket socket = TimestampedUdpSocket.Bind(new(IPAddress.Loopback, 0), Options with { BatchSize = 4 });
        using UdpClient client = ClientOf(socket, "127.0.0.1");
        for (int i = 0; i < 6; i++)
        {
            client.Send([1]);
        }

        Assert.Equal(4, socket.Receive());
        Assert.Equal(2, socket.Receive());
    }

    [Fact]
    public void Send_RepliesForSome_ReachTheirSendersOnly()
    {
        using TimestampedUdpSocket socket = TimestampedUdpSocket.Bind(new(IPAddress.Loopback, 0), Options);
        using UdpClient first = ClientOf(socket, "127.0.0.1");
        using UdpClient second = ClientOf(socket, "127.0.0.1");
        using UdpClient third = ClientOf(socket, "127.0.0.1");
        first.Send([1]);
        second.Send([2]);
        third.Send([3]);
        Assert.Equal(3, socket.Receive());
        Reply(socket, 0, [11]);
        Reply(socket, 2, [33]);
        Assert.Equal(0, socket.Send());
        IPEndPoint from = new(IPAddress.Any, 0);
        Assert.Equal<byte>([33], third.Receive(ref from));
        Assert.Equal<byte>([11], first.Receive(ref from));
        Assert.Equal(0, second.Available);
    }

    [Fact]
    public void Bind_PortInUse_NamesAddressAndPort()
    {
        using TimestampedUdpSocket socket = TimestampedUdpSocket.Bind(new(IPAddress.Loopback, 0), Options);
        LinuxException failure = Assert.Throws<LinuxException>(() => TimestampedUdpSocket.Bind(socket.LocalEndPoint, Options));
        Assert.Equal(Libc.EADDRINUSE, failure.Errno);
        Assert.Contains($"bind UDP {socket.LocalEndPoint}", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"another program listens on port {socket.LocalEndPoint.Port}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bind_ForeignAddress_SaysSo()
    {
        LinuxException failure = Assert.Throws<LinuxException>(() => TimestampedUdpSocket.Bind(new(IPAddress.Parse("203.0.113.1"), 0), Options));
        Assert.Contains("no interface of this machine has that address", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bind_ReusePort_AllowsASecondSocket()
    {
        UdpSocketOptions options = Options with { ReusePort = true };
        using TimestampedUdpSocket first = TimestampedUdpSocket.Bind(new(IPAddress.Loopback, 0), options);
        using TimestampedUdpSocket second = TimestampedUdpSocket.Bind(first.LocalEndPoint, options);
        Assert.Equal(first.LocalEndPoint, second.LocalEndPoint);
    }

    [Fact]
    public void ReceiveAndSend_ManyBatches_AllocateNothing()
    {
        using TimestampedUdpSocket socket = TimestampedUdpSocket.Bind(new(IPAddress.Loopback, 0), Options);
        using UdpClient client = ClientOf(socket, "127.0.0.1");
        byte[] datagram = [1];
        Assert.Equal(0, Allocated.During(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                client.Client.Send(datagram);
                client.Client.Send(datagram);
                int count = socket.Receive();
                PosixTime latest = socket.Batch.Arrival(count - 1).ReceivedAt;
                socket.Batch.ReplyRoom(0)[0] = (byte)(latest.WholeSeconds & 0xFF);
                socket.AddReply(0, 1);
                socket.Send();
            }
        }));
    }

    private static UdpClient ClientOf(TimestampedUdpSocket socket, string address)
    {
        UdpClient client = new(IPAddress.Parse(address).AddressFamily);
        client.Client.ReceiveTimeout = 10_000;
        client.Connect(IPAddress.Parse(address), socket.LocalEndPoint.Port);
        return client;
    }

    private static void Reply(TimestampedUdpSocket socket, int index, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(socket.Batch.ReplyRoom(index));
        socket.AddReply(index, bytes.Length);
    }
}
