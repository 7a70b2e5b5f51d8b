using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Nts.KeyEstablishment;

namespace Nts.Server.KeyEstablishment;

/// <summary>Moves the bytes of a TLS session over a TCP socket; every wait ends with the caller's token.</summary>
/// <remarks>Beyond the token's, a <see cref="SocketException"/> says that the connection broke.</remarks>
internal sealed class TlsConnection : IDisposable
{
    private const int BufferLength = 16 * 1024;

    private readonly byte[] _buffer = new byte[BufferLength];
    private readonly Socket _socket;
    private readonly ITlsSession _tls;
    private int _receivable;

    /// <summary>A connection that owns both.</summary>
    /// <param name="socket">A connected socket.</param>
    /// <param name="tls">A fresh session.</param>
    /// <param name="receivable">The most bytes that are taken from the peer before the connection counts as closed.</param>
    public TlsConnection(Socket socket, ITlsSession tls, int receivable)
    {
        _socket = socket;
        _tls = tls;
        _receivable = receivable;
        _socket.NoDelay = true;
    }

    public ITlsSession Tls => _tls;

    public async ValueTask<TlsStatus> HandshakeAsync(CancellationToken cancellation)
    {
        while (true)
        {
            TlsStatus status = _tls.Handshake();
            await FlushAsync(cancellation).ConfigureAwait(false);
            if (status != TlsStatus.NeedsInput)
            {
                return status;
            }

            if (!await ReceiveAsync(cancellation).ConfigureAwait(false))
            {
                return TlsStatus.Closed;
            }
        }
    }

    /// <summary>Reads until a whole message is there, the peer has no more to say, or the room is full.</summary>
    /// <param name="room">Takes the message.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>How many bytes came, and done, closed, or what went wrong.</returns>
    public async ValueTask<(int Length, TlsStatus Status)> ReadMessageAsync(Memory<byte> room, CancellationToken cancellation)
    {
        int length = 0;
        while (length < room.Length && !KeMessage.TryFindEnd(room.Span[..length], out _))
        {
            TlsStatus status = _tls.Read(room.Span[length..], out int count);
            length += count;
            if (status == TlsStatus.NeedsInput)
            {
                // An answer that TLS itself owes the peer.
                await FlushAsync(cancellation).ConfigureAwait(false);
                status = await ReceiveAsync(cancellation).ConfigureAwait(false) ? TlsStatus.Done : TlsStatus.Closed;
            }

            if (status != TlsStatus.Done)
            {
                return (length, status);
            }
        }

        return (length, TlsStatus.Done);
    }

    /// <summary>Sends a message in one TLS record.</summary>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        _ = _tls.Write(message.Span);
        await FlushAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Says close_notify when nothing else is left to say.</summary>
    public async ValueTask CloseAsync(CancellationToken cancellation)
    {
        _tls.Close();
        await FlushAsync(cancellation).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _tls.Dispose();
        _socket.Dispose();
    }

    private async ValueTask FlushAsync(CancellationToken cancellation)
    {
        int count;
        while ((count = _tls.TakeOutput(_buffer)) > 0)
        {
            for (int sent = 0; sent < count;)
            {
                sent += await _socket.SendAsync(_buffer.AsMemory(sent, count - sent), SocketFlags.None, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<bool> ReceiveAsync(CancellationToken cancellation)
    {
        if (_receivable <= 0)
        {
            return false;
        }

        int count = await _socket.ReceiveAsync(_buffer, SocketFlags.None, cancellation).ConfigureAwait(false);
        _receivable -= count;
        _tls.Feed(_buffer.AsSpan(0, count));
        return count > 0;
    }
}
