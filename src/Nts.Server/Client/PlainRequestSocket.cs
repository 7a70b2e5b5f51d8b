using System;
using System.Net;
using System.Net.Sockets;
using Nts.Client;
using Nts.Server.Hosting;
using Nts.Time;

namespace Nts.Server.Client;

/// <summary>A connected UDP socket as every operating system has it: one datagram at a time, taken to have come when it was found.</summary>
internal sealed class PlainRequestSocket : IRequestSocket
{
    private static readonly HostClock Clock = new();

    private readonly Socket _socket;
    private readonly byte[] _request;
    private readonly byte[] _reply;
    private int _replyLength;
    private PosixTime _receivedAt;

    /// <summary>A socket with a port of its own.</summary>
    /// <param name="server">Whom to ask.</param>
    /// <param name="requestLength">Octets of every request.</param>
    /// <param name="replyLength">Octets of the longest reply.</param>
    /// <exception cref="SocketException">There is no way to that address.</exception>
    public PlainRequestSocket(IPEndPoint server, int requestLength, int replyLength)
    {
        _request = new byte[requestLength];
        _reply = new byte[replyLength];
        _socket = new(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        try
        {
            _socket.Connect(server);
        }
        catch
        {
            _socket.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public int Room => 1;

    /// <inheritdoc/>
    public Span<byte> Request(int index) => _request;

    /// <inheritdoc/>
    public bool TrySend(int count, out PosixTime sentAt)
    {
        sentAt = Clock.Now();
        return _socket.Send(_request, SocketFlags.None, out _) == _request.Length;
    }

    /// <inheritdoc/>
    public int Receive()
    {
        _replyLength = _socket.Receive(_reply, SocketFlags.None, out SocketError error);
        _receivedAt = Clock.Now();
        return error == SocketError.Success ? 1 : 0;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Reply(int index) => _reply.AsSpan(0, _replyLength);

    /// <inheritdoc/>
    public PosixTime ReceivedAt(int index) => _receivedAt;

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
