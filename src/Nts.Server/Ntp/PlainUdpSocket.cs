using System;
using System.Buffers.Binary;
using System.IO;
using System.Net;
using System.Net.Sockets;
using Nts.Ntp;
using Nts.Server.Hosting;
using Nts.Time;

namespace Nts.Server.Ntp;

/// <summary>A UDP socket as every operating system has it: one datagram at a time, taken to have come when it was found.</summary>
/// <remarks>
/// A wildcard socket replies from the address that the system chooses, which on a machine with several addresses may not be the one
/// that was asked: .NET can tell that address but cannot send from it. Bind the addresses one by one there.
/// </remarks>
internal sealed class PlainUdpSocket : INtpSocket
{
    private static readonly HostClock Clock = new();
    private const int ReceiveBufferLength = 1024 * 1024;

    // Where port and address stand in sockaddr_in and sockaddr_in6: the same on Linux, macOS and Windows.
    private const int PortOffset = 2;
    private const int IPv4Offset = 4;
    private const int IPv6Offset = 8;

    private readonly Socket _socket;
    private readonly TimeSpan _receiveTimeout;
    private readonly SocketAddress _client;
    private readonly bool _isIPv6;
    private NtpTimestamp _sentMark;
    private PosixTime _sentAt;

    private PlainUdpSocket(Socket socket, int maxDatagramLength, TimeSpan receiveTimeout)
    {
        _socket = socket;
        _receiveTimeout = receiveTimeout;
        Batch = new NtpBatch(1, maxDatagramLength);
        _client = new SocketAddress(socket.AddressFamily);
        _isIPv6 = socket.AddressFamily == AddressFamily.InterNetworkV6;
    }

    /// <summary>Where the socket listens, with the port that the system chose if port 0 was asked for.</summary>
    internal IPEndPoint LocalEndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    /// <inheritdoc/>
    public NtpBatch Batch { get; }

    /// <inheritdoc/>
    public int Receive()
    {
        try
        {
            if (!_socket.Poll(_receiveTimeout, SelectMode.SelectRead))
            {
                return Took(0, default);
            }

            PosixTime receivedAt = Clock.Now();
            int length = _socket.ReceiveFrom(Batch.RequestRoom(0), SocketFlags.None, _client);
            return Took(1, new() { Length = length, ReceivedAt = receivedAt });
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.MessageSize)
        {
            // Windows' way of saying that the datagram had more octets than there is room; the room is full.
            return Took(1, new() { Length = Batch.RequestRoom(0).Length, ReceivedAt = Clock.Now() });
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.Interrupted or SocketError.WouldBlock)
        {
            // A reset tells, on Windows, that an earlier reply found nobody.
            return Took(0, default);
        }
    }

    /// <inheritdoc/>
    public int Send(int start, int end)
    {
        if (start == end || Batch.Result(start).Action == RespondAction.Drop)
        {
            return 0;
        }

        RespondResult result = Batch.Result(start);
        try
        {
            _ = _socket.SendTo(Batch.ReplyRoom(start)[..result.Length], SocketFlags.None, _client);
            (_sentMark, _sentAt) = (result.KeptReceiveTime, Clock.Now());
            return 0;
        }
        catch (SocketException)
        {
            return 1;
        }
    }

    /// <inheritdoc/>
    public bool TryReadTransmitTime(out NtpTimestamp mark, out PosixTime sentAt)
    {
        (mark, sentAt) = (_sentMark, _sentAt);
        _sentMark = default;
        return !mark.IsZero;
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private int Took(int count, NtpArrival arrival)
    {
        Batch.Begin(count, HostClock.Monotonic(TimeProvider.System));
        if (count > 0)
        {
            ReadOnlySpan<byte> address = _client.Buffer.Span;
            arrival.FromPort = BinaryPrimitives.ReadUInt16BigEndian(address[PortOffset..]);
            arrival.From = ClientAddress.FromOctets(_isIPv6
                ? address.Slice(IPv6Offset, ClientAddress.IPv6Length)
                : address.Slice(IPv4Offset, ClientAddress.IPv4Length));
            Batch.Arrival(0) = arrival;
        }

        return count;
    }

    /// <summary>Opens a socket on an address and port. An IPv6 socket takes IPv6 only, so that both families can have the same port.</summary>
    /// <param name="local">The address and port.</param>
    /// <param name="maxDatagramLength">Octets of the longest datagram of interest.</param>
    /// <param name="receiveTimeout">How long a receive waits at most.</param>
    /// <exception cref="IOException">The address is not this machine's, or the port is taken or privileged.</exception>
    internal static PlainUdpSocket Bind(IPEndPoint local, int maxDatagramLength, TimeSpan receiveTimeout)
    {
        Socket socket = new(local.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (local.AddressFamily == AddressFamily.InterNetworkV6)
            {
                socket.DualMode = false;
            }

            socket.ReceiveBufferSize = ReceiveBufferLength;
            socket.Bind(local);
            return new(socket, maxDatagramLength, receiveTimeout);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new IOException($"bind UDP {local}: {e.Message}", e);
        }
    }
}
