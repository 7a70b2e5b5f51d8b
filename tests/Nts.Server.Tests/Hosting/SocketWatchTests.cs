using System;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Nts.Server.Hosting;

public sealed class SocketWatchTests
{
    private readonly nint[] _ready = new nint[SocketWatch.MaxReady];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Wait_NothingThere_TellsOfNobody(bool usesSelect)
    {
        using Pair pair = new(usesSelect);

        Assert.Equal(0, pair.Watch.Wait(_ready, TimeSpan.FromMilliseconds(1)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Wait_DataAreThere_TellsUntilTheyAreTaken(bool usesSelect)
    {
        using Pair pair = new(usesSelect);
        pair.Far.Send("x"u8);

        Assert.Equal(1, pair.Watch.Wait(_ready, null));
        Assert.Equal(pair.Near.Handle, _ready[0]);
        Assert.Equal(1, pair.Watch.Wait(_ready, null));
        pair.Near.Receive(new byte[1]);
        Assert.Equal(0, pair.Watch.Wait(_ready, TimeSpan.Zero));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AwaitRoom_RoomAndNoData_TellsOfItUntilDataAreAwaited(bool usesSelect)
    {
        using Pair pair = new(usesSelect);

        pair.Watch.AwaitRoom(pair.Near);
        Assert.Equal(1, pair.Watch.Wait(_ready, TimeSpan.Zero));
        pair.Watch.AwaitData(pair.Near);
        Assert.Equal(0, pair.Watch.Wait(_ready, TimeSpan.Zero));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AwaitRoom_DataAndNoRoom_TellsOfNobody(bool usesSelect)
    {
        using Pair pair = new(usesSelect);
        byte[] block = new byte[1 << 16];
        while (pair.Near.Send(block, SocketFlags.None, out _) > 0)
        {
        }

        pair.Far.Send("x"u8);
        pair.Watch.AwaitRoom(pair.Near);

        Assert.Equal(0, pair.Watch.Wait(_ready, TimeSpan.FromMilliseconds(1)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AwaitRoom_Listener_TellsOfNobody(bool usesSelect)
    {
        using Pair pair = new(usesSelect);
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        pair.Watch.Add(pair.Listener);
        client.Connect(pair.Listener.LocalEndPoint!);

        Assert.Equal(1, pair.Watch.Wait(_ready, null));
        pair.Watch.AwaitRoom(pair.Listener);
        Assert.Equal(0, pair.Watch.Wait(_ready, TimeSpan.FromMilliseconds(1)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Remove_AndClose_TellsOfNobody(bool usesSelect)
    {
        using Pair pair = new(usesSelect);
        pair.Far.Send("x"u8);

        pair.Watch.Remove(pair.Near);
        pair.Near.Dispose();

        Assert.Equal(0, pair.Watch.Wait(_ready, TimeSpan.FromMilliseconds(1)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wake_FromAnotherThread_EndsOneWait(bool usesSelect)
    {
        using Pair pair = new(usesSelect);
        Task<int> waiting = Task.Run(() => pair.Watch.Wait(_ready, null));

        pair.Watch.Wake();

        Assert.Equal(1, await waiting);
        Assert.NotEqual(pair.Near.Handle, _ready[0]);
        Assert.Equal(0, pair.Watch.Wait(_ready, TimeSpan.Zero));
    }

    /// <summary>Two ends of a connection, the near one watched.</summary>
    private sealed class Pair : IDisposable
    {
        public Pair(bool usesSelect)
        {
            Watch = SocketWatch.Create(usesSelect);
            Listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            Listener.Listen();
            Far.Connect(Listener.LocalEndPoint!);
            Near = Listener.Accept();
            Near.Blocking = false;
            Watch.Add(Near);
        }

        public SocketWatch Watch { get; }

        public Socket Listener { get; } = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        public Socket Far { get; } = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        public Socket Near { get; }

        public void Dispose()
        {
            Watch.Dispose();
            Near.Dispose();
            Far.Dispose();
            Listener.Dispose();
        }
    }
}
