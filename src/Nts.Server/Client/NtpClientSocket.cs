using System;
using System.Net;
using System.Net.Sockets;
using Nts.Time;

namespace Nts.Server.Client;

/// <summary>A socket for one request: the system draws its port anew each time (RFC 9109), and takes datagrams of that server only.</summary>
/// <remarks>It blocks its thread while it waits, because a stamp taken after a change of threads is late by that change.</remarks>
public sealed class NtpClientSocket : IDisposable
{
    /// <summary>The longest reply that is read, in octets; a longer one is cut, and so not authentic.</summary>
    public const int MaxReplyLength = 2048;

    private readonly Socket _socket;
    private readonly IClock _clock;
    private readonly TimeProvider _time;

    /// <summary>A socket with a port of its own.</summary>
    /// <param name="server">Whom to ask.</param>
    /// <param name="clock">Stamps what is sent and received.</param>
    /// <param name="time">Measures the patience.</param>
    /// <exception cref="SocketException">There is no way to that address.</exception>
    public NtpClientSocket(IPEndPoint server, IClock clock, TimeProvider time)
    {
        _clock = clock;
        _time = time;
        _socket = new(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
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

    /// <summary>Address and port that the request comes from.</summary>
    public IPEndPoint Local => (IPEndPoint)_socket.LocalEndPoint!;

    /// <summary>Does once what is timed, over a socket that talks to itself: a first call is compiled, which takes milliseconds.</summary>
    public static void WarmUp(IClock clock, TimeProvider time)
    {
        using Socket mute = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        mute.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using NtpClientSocket socket = new((IPEndPoint)mute.LocalEndPoint!, clock, time);
        mute.Connect(socket.Local);
        _ = mute.Send("-"u8);
        _ = socket.Ask("-"u8, TimeSpan.FromSeconds(1), (_, _, _) => false);
    }

    /// <summary>Sends a request.</summary>
    /// <returns>The moment just before.</returns>
    /// <exception cref="SocketException">The system does not take it.</exception>
    public PosixTime Send(ReadOnlySpan<byte> request)
    {
        PosixTime sentAt = _clock.Now();
        _ = _socket.Send(request);
        return sentAt;
    }

    /// <summary>Waits for a datagram.</summary>
    /// <param name="buffer">Takes the datagram.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="length">Octets that came.</param>
    /// <param name="receivedAt">When they came.</param>
    /// <returns>False when nothing came.</returns>
    /// <exception cref="SocketException">The server's machine says that nobody listens there, or the like.</exception>
    public bool TryReceive(Span<byte> buffer, TimeSpan patience, out int length, out PosixTime receivedAt)
    {
        bool isReady = patience > TimeSpan.Zero && _socket.Poll(patience, SelectMode.SelectRead);
        receivedAt = _clock.Now();
        length = isReady ? Receive(buffer) : 0;
        return isReady || Fail();
    }

    /// <summary>Sends a request and offers each datagram that comes back to a judge, until he is content or the time is up.</summary>
    /// <param name="request">What to send.</param>
    /// <param name="patience">How long to wait in all.</param>
    /// <param name="judge">Says whether to go on waiting.</param>
    /// <returns>Whether the judge was content.</returns>
    /// <exception cref="SocketException">The system does not take the request, or nobody listens there.</exception>
    public bool Ask(ReadOnlySpan<byte> request, TimeSpan patience, ReplyJudge judge)
    {
        Span<byte> reply = stackalloc byte[MaxReplyLength];
        long start = _time.GetTimestamp();
        PosixTime sentAt = Send(request);
        while (TryReceive(reply, patience - _time.GetElapsedTime(start), out int length, out PosixTime receivedAt))
        {
            if (!judge(reply[..length], sentAt, receivedAt))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    /// <summary>Waiting ends early, and with nothing to read, when an ICMP message says that it is in vain.</summary>
    private bool Fail()
    {
        SocketError error = (SocketError)(int)_socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!;
        return error == SocketError.Success ? false : throw new SocketException((int)error);
    }

    private int Receive(Span<byte> buffer)
    {
        try
        {
            return _socket.Receive(buffer);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.MessageSize)
        {
            // Windows says so where other systems cut.
            return buffer.Length;
        }
    }
}
