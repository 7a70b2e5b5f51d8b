using System.Linq;
using System.Net;
using System.Net.Sockets;
using Nts.Client;
using Nts.Drivers.Linux;
using Nts.Time;

namespace Nts.Server.Client;

/// <summary>Linux's own, and what only it can.</summary>
public sealed class LinuxRequestSocketTests : RequestSocketTests
{
    [Fact]
    public void TrySend_SeveralRequests_ArriveAsSoManyDatagrams()
    {
        using IRequestSocket socket = Connect((IPEndPoint)Server.Client.LocalEndPoint!);
        for (int i = 0; i < socket.Room; i++)
        {
            socket.Request(i).Fill((byte)i);
        }

        Assert.True(socket.Room > 1);
        Assert.True(socket.TrySend(socket.Room, out _));
        IPEndPoint client = new(IPAddress.Any, 0);
        for (int i = 0; i < socket.Room; i++)
        {
            Assert.Equal(Enumerable.Repeat((byte)i, RequestLength), Server.Receive(ref client));
        }
    }

    [Fact]
    public void Receive_SeveralReplies_BringsThemAtOnceEachWithItsStamp()
    {
        using IRequestSocket socket = Connect((IPEndPoint)Server.Client.LocalEndPoint!);
        Ask(socket, out IPEndPoint client, out PosixTime sentAt);
        SystemClock clock = new();
        PosixTime[] sent = [.. Enumerable.Range(0, 3).Select(number =>
        {
            Server.Send([(byte)number], client);
            return clock.Now();
        })];
        Assert.Equal(3, socket.Receive());

        // On the loopback interface the kernel stamps a datagram while it is sent.
        PosixTime before = sentAt;
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(i, socket.Reply(i)[0]);
            Assert.InRange(socket.ReceivedAt(i).Nanoseconds, before.Nanoseconds, sent[i].Nanoseconds);
            before = sent[i];
        }
    }

    [Fact]
    public void Connect_IPv6_SendsAndReceives()
    {
        using UdpClient server = new(new IPEndPoint(IPAddress.IPv6Loopback, 0)) { Client = { ReceiveTimeout = 10_000 } };
        using IRequestSocket socket = Connect((IPEndPoint)server.Client.LocalEndPoint!);
        Assert.True(socket.TrySend(1, out _));
        IPEndPoint client = new(IPAddress.IPv6Any, 0);
        Assert.Equal(RequestLength, server.Receive(ref client).Length);
        server.Send([9], client);
        Assert.Equal(1, Await(socket));
        Assert.Equal(9, socket.Reply(0)[0]);
    }

    private protected override IRequestSocket Connect(IPEndPoint server) => RequestUdpSocket.Connect(server, RequestLength, batchSize: 16, ReplyLength);
}
