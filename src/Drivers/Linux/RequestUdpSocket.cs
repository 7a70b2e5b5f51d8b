using System;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Nts.Client;
using Nts.Drivers.Linux.Interop;
using Nts.Time;
using static Nts.Drivers.Linux.PinnedArray;

namespace Nts.Drivers.Linux;

/// <summary>A connected UDP socket that never waits: requests of one length, and replies in batches with the kernel's stamps.</summary>
/// <remarks>
/// Requests that are due together go through the kernel as one and are cut into datagrams at its end (UDP_SEGMENT, udp(7)): the way down costs
/// more than all else that a client does, and <c>sendmmsg</c> goes it for each. A request that is due alone is sent alone.
/// </remarks>
public sealed unsafe class RequestUdpSocket : IRequestSocket
{
    /// <summary>Room for one time stamp behind its header.</summary>
    private const int ControlLength = 32;

    /// <summary>Octets that the kernel may keep for the socket.</summary>
    private const int ReceiveBufferLength = 4 * 1024 * 1024;

    /// <summary>Enough to halve what a request costs; the server shall not see larger bursts than it must.</summary>
    private const int MostAtOnce = 8;

    private readonly FileDescriptor _socket;
    private readonly int _descriptor;
    private readonly int _requestLength;
    private readonly int _replyLength;

    // The kernel's view of a batch. The arrays are pinned: message headers hold their addresses.
    private readonly byte[] _requests;
    private readonly byte[] _replies;
    private readonly byte[] _control;
    private readonly Libc.Iovec[] _vectors;
    private readonly Libc.Mmsghdr[] _receiving;
    private int _lastCount;

    private RequestUdpSocket(FileDescriptor socket, int room, int requestLength, int batchSize, int replyLength)
    {
        _socket = socket;
        _descriptor = (int)socket.DangerousGetHandle();
        _requestLength = requestLength;
        _replyLength = replyLength;
        Room = room;
        _requests = New<byte>(room * requestLength);
        _replies = New<byte>(batchSize * replyLength);
        _control = New<byte>(batchSize * ControlLength);
        _vectors = New<Libc.Iovec>(batchSize);
        _receiving = New<Libc.Mmsghdr>(batchSize);
        _lastCount = batchSize;
        for (int i = 0; i < batchSize; i++)
        {
            _vectors[i] = new() { iov_base = AddressOf(_replies, i * replyLength), iov_len = (nuint)replyLength };
            _receiving[i].msg_hdr = new() { msg_iov = AddressOf(_vectors, i), msg_iovlen = 1, msg_control = AddressOf(_control, i * ControlLength) };
        }
    }

    /// <inheritdoc/>
    public int Room { get; private set; }

    /// <summary>Opens a socket with a port of its own that takes datagrams of one server only.</summary>
    /// <param name="server">The server.</param>
    /// <param name="requestLength">Octets of every request.</param>
    /// <param name="batchSize">Most datagrams that one receive brings, 1 or more.</param>
    /// <param name="replyLength">Octets of the longest reply.</param>
    /// <exception cref="LinuxException">There is no way to that address.</exception>
    public static RequestUdpSocket Connect(IPEndPoint server, int requestLength, int batchSize, int replyLength)
    {
        int domain = server.AddressFamily == AddressFamily.InterNetworkV6 ? Libc.AF_INET6 : Libc.AF_INET;
        FileDescriptor socket = FileDescriptor.From(Libc.socket(domain, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC, 0), $"socket for UDP {server}");
        try
        {
            int on = 1;
            SystemCall.ThrowIfFailed(Libc.setsockopt(socket, Libc.SOL_SOCKET, Libc.SO_TIMESTAMPNS, &on, sizeof(int)), "setsockopt SO_TIMESTAMPNS");

            // As much as the system allows; replies that find no room are lost ones.
            int length = ReceiveBufferLength;
            if (Libc.setsockopt(socket, Libc.SOL_SOCKET, Libc.SO_RCVBUFFORCE, &length, sizeof(int)) < 0)
            {
                SystemCall.ThrowIfFailed(Libc.setsockopt(socket, Libc.SOL_SOCKET, Libc.SO_RCVBUF, &length, sizeof(int)), "setsockopt SO_RCVBUF");
            }

            SocketAddress address = server.Serialize();
            fixed (byte* pointer = address.Buffer.Span)
            {
                SystemCall.ThrowIfFailed(Libc.connect(socket, pointer, (uint)address.Size), $"connect UDP {server}");
            }

            // Linux before 4.18 has no such option.
            bool canSendMany = Libc.setsockopt(socket, Libc.IPPROTO_UDP, Libc.UDP_SEGMENT, &requestLength, sizeof(int)) == 0;
            return new(socket, canSendMany ? MostAtOnce : 1, requestLength, batchSize, replyLength);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public Span<byte> Request(int index) => _requests.AsSpan(index * _requestLength, _requestLength);

    /// <inheritdoc/>
    public bool TrySend(int count, out PosixTime sentAt)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)Room, nameof(count));
        sentAt = PosixTime.FromNanoseconds(KernelClock.ReadRealtime());
        bool isSent = Libc.send(_descriptor, AddressOf(_requests, 0), (nuint)(count * _requestLength), Libc.MSG_DONTWAIT) >= 0;
        if (!isSent && count > 1 && SystemCall.Errno is Libc.EINVAL or Libc.EIO)
        {
            // A way that does not cut: a tunnel, an adapter that computes no checksums.
            Room = 1;
        }

        return isSent;
    }

    /// <inheritdoc/>
    public int Receive()
    {
        for (int i = 0; i < _lastCount; i++)
        {
            _receiving[i].msg_hdr.msg_controllen = ControlLength;
        }

        // What fails here is an earlier request (nobody listens there) or is empty: both bring nothing.
        _lastCount = Math.Max(0, Libc.recvmmsg(_descriptor, AddressOf(_receiving, 0), (uint)_receiving.Length, Libc.MSG_DONTWAIT, null));
        return _lastCount;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Reply(int index) => _replies.AsSpan(index * _replyLength, (int)_receiving[index].msg_len);

    /// <inheritdoc/>
    /// <remarks>On CLOCK_REALTIME: the kernel's stamp, or the time of asking if there is none.</remarks>
    public PosixTime ReceivedAt(int index)
    {
        ControlMessageReader reader = new(_control.AsSpan(index * ControlLength, (int)_receiving[index].msg_hdr.msg_controllen));
        bool isStamped = reader.MoveNext() && reader.Header is { cmsg_level: Libc.SOL_SOCKET, cmsg_type: Libc.SCM_TIMESTAMPNS };
        Libc.Timespec stamp = isStamped ? Unsafe.ReadUnaligned<Libc.Timespec>(in reader.Data[0]) : default;
        return isStamped ? PosixTime.FromSeconds(stamp.tv_sec, stamp.tv_nsec) : PosixTime.FromNanoseconds(KernelClock.ReadRealtime());
    }

    /// <summary>Closes the socket.</summary>
    public void Dispose() => _socket.Dispose();
}
