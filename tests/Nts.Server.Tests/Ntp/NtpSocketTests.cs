using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using Nts.Drivers.Linux;
using Nts.Ntp;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Server.Ntp;

/// <summary>What every <see cref="INtpSocket"/> does, against .NET's own sockets over the loopback interface.</summary>
public abstract class NtpSocketTests
{
    private const int MaxDatagramLength = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void Receive_Datagram_BringsItsBytesAndItsSender(string address)
    {
        using INtpSocket socket = Bind(address, out IPEndPoint local);
        using UdpClient client = ClientOf(local);
        client.Send([1, 2, 3]);
        Assert.Equal(1, socket.Receive());
        Assert.Equal<byte>([1, 2, 3], socket.Batch.Request(0).ToArray());
        Assert.Equal(client.Client.LocalEndPoint, SenderOf(socket));
    }

    [Fact]
    public void Sender_OfSeveral_IsEachOnesOwn()
    {
        using INtpSocket socket = Bind("127.0.0.1", out IPEndPoint local);
        foreach (string source in (string[])["127.0.0.2", "127.1.2.3"])
        {
            using UdpClient client = new(new IPEndPoint(IPAddress.Parse(source), 0));
            client.Send([1], local);
            Assert.Equal(1, socket.Receive());
            Assert.Equal(client.Client.LocalEndPoint, SenderOf(socket));
        }
    }

    [Theory]
    [InlineData("127.0.0.2")]
    [InlineData("::1")]
    public void Send_Reply_ReachesItsSenderFromTheAddressThatWasAsked(string address)
    {
        using INtpSocket socket = Bind(address, out IPEndPoint local);
        using UdpClient client = ClientOf(local);
        client.Send([7]);
        Assert.Equal(1, socket.Receive());
        Reply(socket, [8, 9]);
        Assert.Equal(0, socket.Send());
        IPEndPoint from = new(IPAddress.Any, 0);
        Assert.Equal<byte>([8, 9], client.Receive(ref from));
        Assert.Equal(local, from);
    }

    [Fact]
    public void ReceivedAt_Datagram_IsWhenItCame()
    {
        using INtpSocket socket = Bind("127.0.0.1", out IPEndPoint local);
        using UdpClient client = ClientOf(local);
        long before = new SystemClock().Now().Nanoseconds;
        client.Send([1]);
        socket.Receive();

        // .NET tells the time in steps of 100 ns, rounded down.
        Assert.InRange(socket.Batch.Arrival(0).ReceivedAt.Nanoseconds, before - 100, new SystemClock().Now().Nanoseconds);
    }

    [Fact]
    public void TakenAt_SecondBatch_IsLater()
    {
        using INtpSocket socket = Bind("127.0.0.1", out IPEndPoint local);
        using UdpClient client = ClientOf(local);
        client.Send([1]);
        socket.Receive();
        MonotonicTime first = socket.Batch.TakenAt;
        client.Send([2]);
        socket.Receive();
        Assert.True(socket.Batch.TakenAt - first > NtpDuration.Zero, $"{first}, {socket.Batch.TakenAt}");
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(MaxDatagramLength, MaxDatagramLength)]
    [InlineData(MaxDatagramLength + 1, MaxDatagramLength + 1)]
    [InlineData(MaxDatagramLength + 2, MaxDatagramLength + 1)]
    [InlineData(60_000, MaxDatagramLength + 1)]
    public void Receive_Length_ShowsOneOctetMoreThanTheLongestOfInterest(int sent, int seen)
    {
        using INtpSocket socket = Bind("127.0.0.1", out IPEndPoint local);
        using UdpClient client = ClientOf(local);
        client.Send(new byte[sent]);
        Assert.Equal(1, socket.Receive());
        Assert.Equal(seen, socket.Batch.Request(0).Length);
        Assert.Equal(MaxDatagramLength + 1, socket.Batch.ReplyRoom(0).Length);
    }

    [Fact]
    public void Receive_NothingSent_ReturnsNone()
    {
        using INtpSocket socket = Bind(new(IPAddress.Loopback, 0), MaxDatagramLength, TimeSpan.FromMilliseconds(1), out _);
        Assert.Equal(0, socket.Receive());
        Assert.Equal(0, socket.Send());
    }

    [Fact]
    public void Send_AfterTheNextReceive_ForgetsOldReplies()
    {
        using INtpSocket socket = Bind("127.0.0.1", out IPEndPoint local);
        using UdpClient client = ClientOf(local);
        client.Send([1]);
        socket.Receive();
        Reply(socket, [1]);
        client.Send([2]);
        socket.Receive();
        Assert.Equal(0, socket.Send());
        Reply(socket, [2]);
        Assert.Equal(0, socket.Send());
        IPEndPoint from = new(IPAddress.Any, 0);
        Assert.Equal<byte>([2], client.Receive(ref from));
        Assert.Equal(0, client.Available);
    }

    [Fact]
    public void TryReadTransmitTime_MarkedReply_TellsOnceWhenItLeft()
    {
        using INtpSocket socket = Bind("127.0.0.1", out IPEndPoint local);
        using UdpClient client = ClientOf(local);
        client.Send([1]);
        socket.Receive();
        socket.AddReply(0, 1, NtpTimestamp.FromWire(7));
        long before = new SystemClock().Now().Nanoseconds;
        socket.Send();
        Assert.True(socket.TryReadTransmitTime(out NtpTimestamp mark, out PosixTime sentAt));
        Assert.Equal(NtpTimestamp.FromWire(7), mark);
        Assert.InRange(sentAt.Nanoseconds, before - 100, new SystemClock().Now().Nanoseconds);
        Assert.False(socket.TryReadTransmitTime(out _, out _));
    }

    [Fact]
    public void TryReadTransmitTime_OtherReplies_TellNothing()
    {
        using INtpSocket socket = Bind("127.0.0.1", out IPEndPoint local);
        using UdpClient client = ClientOf(local);
        client.Send([1]);
        socket.Receive();
        Reply(socket, [1]);
        socket.Send();
        Assert.False(socket.TryReadTransmitTime(out _, out _));
    }

    [Fact]
    public void Send_TooLongForUdp_CountsAsRefused()
    {
        using INtpSocket socket = Bind(new(IPAddress.Loopback, 0), 70_000, Patience, out IPEndPoint local);
        using UdpClient client = ClientOf(local);
        client.Send([1]);
        socket.Receive();
        socket.AddReply(0, 70_000);
        Assert.Equal(1, socket.Send());
    }

    [Fact]
    public void Bind_PortInUse_NamesAddressAndPort()
    {
        using INtpSocket socket = Bind("127.0.0.1", out IPEndPoint local);
        IOException failure = Assert.ThrowsAny<IOException>(() => Bind(local, MaxDatagramLength, Patience, out _));
        Assert.Contains($"bind UDP {local}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bind_BothFamilies_ShareAPort()
    {
        using INtpSocket four = Bind("0.0.0.0", out IPEndPoint local);
        using INtpSocket six = Bind(new(IPAddress.IPv6Any, local.Port), MaxDatagramLength, Patience, out IPEndPoint local6);
        Assert.Equal(local.Port, local6.Port);
    }

    /// <summary>Opens the kind of socket under test.</summary>
    private protected abstract INtpSocket Bind(IPEndPoint local, int maxDatagramLength, TimeSpan receiveTimeout, out IPEndPoint bound);

    private static UdpClient ClientOf(IPEndPoint server)
    {
        UdpClient client = new(server.AddressFamily);
        client.Client.ReceiveTimeout = (int)Patience.TotalMilliseconds;
        client.Connect(server);
        return client;
    }

    private static IPEndPoint SenderOf(INtpSocket socket)
    {
        NtpArrival arrival = socket.Batch.Arrival(0);
        return new(IPAddress.Parse(arrival.From.ToString()), arrival.FromPort);
    }

    private static void Reply(INtpSocket socket, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(socket.Batch.ReplyRoom(0));
        socket.AddReply(0, bytes.Length);
    }

    private INtpSocket Bind(string address, out IPEndPoint local) => Bind(new(IPAddress.Parse(address), 0), MaxDatagramLength, Patience, out local);
}
