using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Nts.KeyEstablishment;
using Nts.TestKit;

namespace Nts.Server.KeyEstablishment;

/// <summary>A client that takes its time: it goes as far as it is told in a moment, and then sends one byte after the other.</summary>
internal sealed class SlowClient : IDisposable
{
    private static readonly byte[] Request = Hex.Bytes("80010002 0000 80040002 000f 80000000");

    private readonly ITlsSession _tls;

    public SlowClient(KeyEstablishmentServer server, ITlsClient tls, string? from = null)
    {
        Socket = Peer.Connect(server, from);
        Socket.NoDelay = true;
        _tls = tls.Connect("127.0.0.1");
    }

    public Socket Socket { get; }

    /// <summary>The first flight of a client: ClientHello.</summary>
    public byte[] Hello()
    {
        Assert.Equal(TlsStatus.NeedsInput, _tls.Handshake());
        return TakeOutput();
    }

    public async Task HandshakeAsync()
    {
        Socket.Send(Hello());
        byte[] buffer = new byte[16384];
        do
        {
            int count = await Socket.ReceiveAsync(buffer, SocketFlags.None);
            Assert.NotEqual(0, count);
            _tls.Feed(buffer.AsSpan(0, count));
        }
        while (_tls.Handshake() == TlsStatus.NeedsInput);
        Socket.Send(TakeOutput());
    }

    /// <summary>A whole request in one TLS record.</summary>
    public byte[] Record()
    {
        _tls.Write(Request);
        return TakeOutput();
    }

    /// <summary>A request in TLS records of one byte.</summary>
    public byte[] ManyRecords()
    {
        foreach (byte octet in Request)
        {
            _tls.Write([octet]);
        }

        return TakeOutput();
    }

    /// <summary>Sends one byte after the other, until all are sent or the server has had enough.</summary>
    /// <returns>How many went out.</returns>
    public async Task<int> DripAsync(byte[] bytes, TimeSpan pause, CancellationToken enough)
    {
        int sent = 0;
        try
        {
            for (; sent < bytes.Length; sent++)
            {
                await Socket.SendAsync(bytes.AsMemory(sent, 1), SocketFlags.None, enough);
                await Task.Delay(pause, enough);
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // The server's patience is at its end.
        }

        return sent;
    }

    /// <summary>What the server says until it closes.</summary>
    public async Task<string> ReadToEndAsync()
    {
        byte[] buffer = new byte[16384];
        byte[] text = new byte[16384];
        int length = 0;
        int count;
        while ((count = await Socket.ReceiveAsync(buffer, SocketFlags.None)) > 0)
        {
            _tls.Feed(buffer.AsSpan(0, count));
            while (_tls.Read(text.AsSpan(length), out int read) == TlsStatus.Done)
            {
                length += read;
            }
        }

        return Hex.Text(text.AsSpan(0, length));
    }

    public void Dispose()
    {
        _tls.Dispose();
        Socket.Dispose();
    }

    private byte[] TakeOutput()
    {
        byte[] buffer = new byte[16384];
        return buffer[.._tls.TakeOutput(buffer)];
    }
}
