using System;
using System.Net;
using System.Net.Sockets;
using Nts.Client;
using Nts.Drivers.Linux;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Server.Client;

/// <summary>What every <see cref="IRequestSocket"/> does, against .NET's own sockets over the loopback interface.</summary>
public abstract class RequestSocketTests : IDisposable
{
    /// <summary>A stamp in steps of 100 ns may lie before a finer one that was taken earlier.</summary>
    private const int Coarseness = 100;

    private protected const int RequestLength = 5;
    private protected const int ReplyLength = 8;

    private protected UdpClient Server { get; } = new(new IPEndPoint(IPAddress.Loopback, 0)) { Client = { ReceiveTimeout = 10_000 } };

    [Fact]
    public void TrySend_OneRequest_ReachesTheServerAfterItsStamp()
    {
        using IRequestSocket socket = Connect((IPEndPoint)Server.Client.LocalEndPoint!);
        SystemClock clock = new();
        PosixTime before = clock.Now();
        Assert.Equal<byte>([1, 2, 3, 4, 5], Ask(socket, out _, out PosixTime sentAt));
        Assert.InRange(sentAt.Nanoseconds, before.Nanoseconds - Coarseness, clock.Now().Nanoseconds);
    }

    [Fact]
    public void Receive_Reply_BringsItsBytesAndWhenItCame()
    {
        using IRequestSocket socket = Connect((IPEndPoint)Server.Client.LocalEndPoint!);
        Ask(socket, out IPEndPoint client, out PosixTime sentAt);
        Server.Send([7, 8, 9], client);
        Assert.Equal(1, Await(socket));
        Assert.Equal<byte>([7, 8, 9], socket.Reply(0).ToArray());
        Assert.InRange(socket.ReceivedAt(0).Nanoseconds, sentAt.Nanoseconds, new SystemClock().Now().Nanoseconds);
        Assert.Equal(0, socket.Receive());
    }

    [Fact]
    public void Receive_LongDatagram_IsCut()
    {
        using IRequestSocket socket = Connect((IPEndPoint)Server.Client.LocalEndPoint!);
        Ask(socket, out IPEndPoint client, out _);
        Server.Send(new byte[ReplyLength + 1], client);
        Server.Send([1], client);
        int count = Await(socket);
        if (count == 1 && socket.Reply(0).Length != 1)
        {
            Assert.Equal(ReplyLength, socket.Reply(0).Length);
            count = Await(socket);
        }

        // Windows brings no part of a datagram that is too long.
        Assert.Equal<byte>([1], socket.Reply(count - 1).ToArray());
    }

    [Fact]
    public void Receive_DatagramOfAStranger_IsNotThere()
    {
        using IRequestSocket socket = Connect((IPEndPoint)Server.Client.LocalEndPoint!);
        Ask(socket, out IPEndPoint client, out _);
        using UdpClient stranger = new();
        stranger.Send([6], client);
        Server.Send([7], client);
        Assert.Equal(1, Await(socket));
        Assert.Equal<byte>([7], socket.Reply(0).ToArray());
        Assert.Equal(0, socket.Receive());
    }

    [Fact]
    public void TrySend_NobodyThere_FailsNowAndThenWithoutAnException()
    {
        IPEndPoint nobody = (IPEndPoint)Server.Client.LocalEndPoint!;
        Server.Dispose();
        using IRequestSocket socket = Connect(nobody);
        int refused = 0;
        for (int i = 0; i < 10_000 && refused == 0; i++)
        {
            refused += socket.TrySend(1, out _) ? 0 : 1;
        }

        Assert.Equal((1, 0), (refused, socket.Receive()));
    }

    [Fact]
    public void SendAndReceive_ManyTimes_AllocateNothing()
    {
        using IRequestSocket socket = Connect((IPEndPoint)Server.Client.LocalEndPoint!);
        Ask(socket, out IPEndPoint client, out _);
        byte[] room = new byte[16];
        SocketAddress to = client.Serialize();
        SocketAddress from = new(AddressFamily.InterNetwork);
        long received = 0;
        Assert.Equal(0, Allocated.During(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                _ = socket.TrySend(1, out _);
                _ = Server.Client.ReceiveFrom(room, SocketFlags.None, from);
                _ = Server.Client.SendTo(room.AsSpan(0, 4), SocketFlags.None, to);
                received += Await(socket) + (socket.ReceivedAt(0) > default(PosixTime) ? 0 : 1);
            }
        }));
        Assert.Equal(200, received);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Server.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected abstract IRequestSocket Connect(IPEndPoint server);

    private protected byte[] Ask(IRequestSocket socket, out IPEndPoint client, out PosixTime sentAt)
    {
        for (int i = 0; i < socket.Room; i++)
        {
            "\x1\x2\x3\x4\x5"u8.CopyTo(socket.Request(i));
        }

        Assert.True(socket.TrySend(1, out sentAt));
        client = new(IPAddress.Any, 0);
        return Server.Receive(ref client);
    }

    private protected static int Await(IRequestSocket socket)
    {
        int count;
        do
        {
            count = socket.Receive();
        }
        while (count == 0);

        return count;
    }
}
