using System;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Nts.Drivers.Linux.Interop;
using Nts.Ntp;
using Nts.Time;
using static Nts.Drivers.Linux.PinnedArray;

namespace Nts.Drivers.Linux;

/// <summary>A UDP socket that takes datagrams in batches with the kernel's receive stamps and answers from the address that was asked.</summary>
public sealed unsafe class TimestampedUdpSocket : INtpSocket
{
    /// <summary>Octets of the longer socket address, sockaddr_in6 with its 28, and some room.</summary>
    private const int AddressLength = 32;

    private readonly FileDescriptor _socket;
    private readonly int _descriptor;
    private readonly bool _isIPv6;

    // The kernel's view of a batch. The arrays are pinned: message headers hold their addresses.
    private readonly byte[] _addresses;
    private readonly byte[] _requestControl;
    private readonly byte[] _replyControl;
    private readonly Libc.Iovec[] _requestVectors;
    private readonly Libc.Iovec[] _replyVectors;
    private readonly Libc.Mmsghdr[] _receiving;
    private readonly Libc.Mmsghdr[] _sending;

    private readonly int[] _replyControlLengths;
    private readonly NtpTimestamp[] _marks;
    private readonly TransmitStamps _transmitStamps;
    private readonly bool _isBusyPolling;
    private ArrivalPace _pace = new();

    private TimestampedUdpSocket(FileDescriptor socket, IPEndPoint local, UdpSocketOptions options)
    {
        int capacity = options.BatchSize;
        _socket = socket;
        _descriptor = (int)socket.DangerousGetHandle();
        Batch = new NtpBatch(capacity, options.MaxDatagramLength);
        _addresses = New<byte>(capacity * AddressLength);
        _requestControl = New<byte>(capacity * ControlMessages.ReceivedCapacity);
        _replyControl = New<byte>(capacity * ControlMessages.ReplyCapacity);
        _requestVectors = New<Libc.Iovec>(capacity);
        _replyVectors = New<Libc.Iovec>(capacity);
        _receiving = New<Libc.Mmsghdr>(capacity);
        _sending = New<Libc.Mmsghdr>(capacity);
        _replyControlLengths = new int[capacity];
        _marks = new NtpTimestamp[capacity];
        _transmitStamps = new TransmitStamps(socket);
        _isBusyPolling = options.IsBusyPolling;
        for (int i = 0; i < capacity; i++)
        {
            Span<byte> room = Batch.RequestRoom(i);
            _requestVectors[i] = new() { iov_base = AddressOf(room), iov_len = (nuint)room.Length };
            _receiving[i].msg_hdr = new()
            {
                msg_name = AddressOf(_addresses, i * AddressLength),
                msg_namelen = AddressLength,
                msg_iov = AddressOf(_requestVectors, i),
                msg_iovlen = 1,
                msg_control = AddressOf(_requestControl, i * ControlMessages.ReceivedCapacity),
                msg_controllen = ControlMessages.ReceivedCapacity,
            };
        }

        LocalEndPoint = local;
        _isIPv6 = local.AddressFamily == AddressFamily.InterNetworkV6;
    }

    /// <inheritdoc/>
    public NtpBatch Batch { get; }

    /// <summary>Where the socket listens, with the port that the system chose if port 0 was asked for.</summary>
    public IPEndPoint LocalEndPoint { get; }

    /// <summary>Opens a socket on an address and port. An IPv6 socket takes IPv6 only, so that both families can have the same port.</summary>
    /// <exception cref="LinuxException">The address is not this machine's, or the port is taken or privileged; the message says which.</exception>
    public static TimestampedUdpSocket Bind(IPEndPoint local, UdpSocketOptions options)
    {
        bool isIPv6 = local.AddressFamily == AddressFamily.InterNetworkV6;
        int opened = Libc.socket(isIPv6 ? Libc.AF_INET6 : Libc.AF_INET, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC, 0);
        FileDescriptor socket = FileDescriptor.From(opened, $"socket for UDP {local}");
        try
        {
            Configure(socket, local, options);
            SocketAddress address = local.Serialize();
            fixed (byte* pointer = address.Buffer.Span)
            {
                if (Libc.bind(socket, pointer, (uint)address.Size) < 0)
                {
                    throw SystemCall.Failure($"bind UDP {local}", HintForBind(SystemCall.Errno, local.Port));
                }
            }

            return new(socket, ReadLocalEndPoint((int)socket.DangerousGetHandle()), options);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Takes a socket that is bound already, with the receive buffer that it has.</summary>
    internal static TimestampedUdpSocket Adopt(FileDescriptor socket, IPEndPoint local, UdpSocketOptions options)
    {
        ConfigureBound(socket, local, options);
        return new(socket, local, options);
    }

    /// <inheritdoc/>
    /// <remarks>Times of arrival are on CLOCK_REALTIME: the kernel's stamp, or the time of reading if there is none.</remarks>
    /// <exception cref="LinuxException">The socket is broken.</exception>
    public int Receive()
    {
        for (int i = 0; i < Batch.Count; i++)
        {
            // The kernel wrote there how much it used.
            _receiving[i].msg_hdr.msg_namelen = AddressLength;
            _receiving[i].msg_hdr.msg_controllen = ControlMessages.ReceivedCapacity;
        }

        Batch.Begin(0, default);
        int count = LookForBatch();
        count = count < 0 ? TakeBatch(Libc.MSG_WAITFORONE) : count;
        if (count < 0)
        {
            return 0;
        }

        MonotonicTime now = MonotonicClock.Now();
        _pace.Note(now);
        Batch.Begin(count, now);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> received = _requestControl.AsSpan(i * ControlMessages.ReceivedCapacity, (int)_receiving[i].msg_hdr.msg_controllen);
            PosixTime? stamp = ControlMessages.Read(received, ReplyControl(i), out _replyControlLengths[i]);
            ref NtpArrival arrival = ref Batch.Arrival(i);
            arrival.Length = (int)_receiving[i].msg_len;
            arrival.ReceivedAt = stamp ?? PosixTime.FromNanoseconds(KernelClock.ReadRealtime());
            ReadSender(AddressOf(_addresses, i * AddressLength), ref arrival);
        }

        return count;
    }

    /// <inheritdoc/>
    public int Send(int start, int end)
    {
        int count = 0;
        for (int i = start; i < end; i++)
        {
            ref RespondResult result = ref Batch.Result(i);
            if (result.Action != RespondAction.Drop)
            {
                Lay(count++, i, result);
            }
        }

        int refused = 0;
        for (int done = 0; done < count;)
        {
            int sent = Libc.sendmmsg(_descriptor, AddressOf(_sending, done), (uint)(count - done), 0);
            if (SystemCall.WasInterrupted(sent))
            {
                continue;
            }

            int next = done + Math.Max(sent, 0);
            Expect(done, next);
            if (next < count && !_marks[next].IsZero)
            {
                // The kernel stopped at this one, after it had a number or before.
                _transmitStamps.StartAfresh();
            }

            refused += sent < 0 ? 1 : 0;
            done = next + (sent < 0 ? 1 : 0);
        }

        return refused;
    }

    /// <inheritdoc/>
    /// <remarks>On CLOCK_REALTIME, when the kernel gave the reply to the network driver. Asks the kernel only while a stamp is due.</remarks>
    public bool TryReadTransmitTime(out NtpTimestamp mark, out PosixTime sentAt) => _transmitStamps.TryRead(out mark, out sentAt);

    /// <summary>Closes the socket, which no other thread may be using.</summary>
    public void Dispose() => _socket.Dispose();

    /// <summary>Takes a batch without going to sleep, while one is likely to come soon; less than 0 if none did.</summary>
    private int LookForBatch()
    {
        long patience = _isBusyPolling ? _pace.Patience : 0;
        if (patience == 0)
        {
            return -1;
        }

        int count;
        long start = MonotonicClock.Now().Nanoseconds;
        do
        {
            count = TakeBatch(Libc.MSG_DONTWAIT);
        }
        while (count < 0 && MonotonicClock.Now().Nanoseconds - start < patience);
        return count;
    }

    /// <summary>Takes those datagrams that are there; less than 0 if there are none.</summary>
    private int TakeBatch(int flags)
    {
        int count = Libc.recvmmsg(_descriptor, AddressOf(_receiving, 0), (uint)Batch.Capacity, flags, null);
        return count >= 0 || SystemCall.Errno is Libc.EINTR or Libc.EAGAIN ? count : throw SystemCall.Failure("recvmmsg");
    }

    /// <summary>Puts a reply into a place of the kernel's list.</summary>
    private void Lay(int place, int index, in RespondResult result)
    {
        ref Libc.Msghdr request = ref _receiving[index].msg_hdr;
        int controlLength = _replyControlLengths[index];
        controlLength += result.KeptReceiveTime.IsZero ? 0 : ControlMessages.WriteStampRequest(ReplyControl(index)[controlLength..]);
        _marks[place] = result.KeptReceiveTime;
        _replyVectors[place] = new() { iov_base = AddressOf(Batch.ReplyRoom(index)), iov_len = (nuint)result.Length };
        _sending[place].msg_hdr = new()
        {
            msg_name = request.msg_name,
            msg_namelen = request.msg_namelen,
            msg_iov = AddressOf(_replyVectors, place),
            msg_iovlen = 1,
            msg_control = controlLength == 0 ? null : AddressOf(_replyControl, index * ControlMessages.ReplyCapacity),
            msg_controllen = (nuint)controlLength,
        };
    }

    private void ReadSender(byte* address, ref NtpArrival arrival)
    {
        arrival.FromPort = BinaryPrimitives.ReverseEndianness(((Libc.SockaddrIn*)address)->sin_port);
        arrival.From = ClientAddress.FromOctets(_isIPv6
            ? new(((Libc.SockaddrIn6*)address)->sin6_addr, ClientAddress.IPv6Length)
            : new(((Libc.SockaddrIn*)address)->sin_addr, ClientAddress.IPv4Length));
    }

    private Span<byte> ReplyControl(int index) => _replyControl.AsSpan(index * ControlMessages.ReplyCapacity, ControlMessages.ReplyCapacity);

    private void Expect(int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            if (!_marks[i].IsZero)
            {
                _transmitStamps.Expect(_marks[i]);
            }
        }
    }

    private static void Configure(FileDescriptor socket, IPEndPoint local, UdpSocketOptions options)
    {
        bool isIPv6 = local.AddressFamily == AddressFamily.InterNetworkV6;
        if (isIPv6)
        {
            Set(socket, Libc.IPPROTO_IPV6, Libc.IPV6_V6ONLY, 1, "IPV6_V6ONLY");
        }

        if (options.ReusePort)
        {
            Set(socket, Libc.SOL_SOCKET, Libc.SO_REUSEPORT, 1, "SO_REUSEPORT");
        }

        int length = options.ReceiveBufferLength;
        if (Libc.setsockopt(socket, Libc.SOL_SOCKET, Libc.SO_RCVBUFFORCE, &length, sizeof(int)) < 0)
        {
            Set(socket, Libc.SOL_SOCKET, Libc.SO_RCVBUF, length, "SO_RCVBUF");
        }

        ConfigureBound(socket, local, options);
    }

    private static void ConfigureBound(FileDescriptor socket, IPEndPoint local, UdpSocketOptions options)
    {
        // A socket of one address replies from that one.
        if (local.Address.Equals(IPAddress.IPv6Any))
        {
            Set(socket, Libc.IPPROTO_IPV6, Libc.IPV6_RECVPKTINFO, 1, "IPV6_RECVPKTINFO");
        }
        else if (local.Address.Equals(IPAddress.Any))
        {
            Set(socket, Libc.IPPROTO_IP, Libc.IP_PKTINFO, 1, "IP_PKTINFO");
        }

        Libc.Timeval timeout = new()
        {
            tv_sec = (long)options.ReceiveTimeout.TotalSeconds,
            tv_usec = (options.ReceiveTimeout.Milliseconds * 1000) + options.ReceiveTimeout.Microseconds,
        };
        SystemCall.ThrowIfFailed(
            Libc.setsockopt(socket, Libc.SOL_SOCKET, Libc.SO_RCVTIMEO, &timeout, (uint)sizeof(Libc.Timeval)), "setsockopt SO_RCVTIMEO");
    }

    private static void Set(FileDescriptor socket, int level, int option, int value, string name) =>
        SystemCall.ThrowIfFailed(Libc.setsockopt(socket, level, option, &value, sizeof(int)), $"setsockopt {name}");

    internal static IPEndPoint ReadLocalEndPoint(int socket)
    {
        SocketAddress address = new(AddressFamily.InterNetworkV6);
        uint length = (uint)address.Buffer.Length;
        fixed (byte* pointer = address.Buffer.Span)
        {
            SystemCall.ThrowIfFailed(Libc.getsockname(socket, pointer, &length), "getsockname");
        }

        address.Size = (int)length;
        return (IPEndPoint)new IPEndPoint(address.Family == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0).Create(address);
    }

    private static string? HintForBind(int errno, int port) => errno switch
    {
        Libc.EADDRINUSE => $"another program listens on port {port}: find it with `ss -lunp sport = :{port}`",
        Libc.EADDRNOTAVAIL => "no interface of this machine has that address",
        Libc.EACCES => "ports below 1024 need CAP_NET_BIND_SERVICE",
        _ => null,
    };
}
