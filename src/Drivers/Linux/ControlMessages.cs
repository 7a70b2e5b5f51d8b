using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nts.Drivers.Linux.Interop;
using Nts.Time;

namespace Nts.Drivers.Linux;

/// <summary>What the kernel tells beside a datagram: when it came and which address it was sent to (cmsg(3), ip(7), ipv6(7)).</summary>
internal static class ControlMessages
{
    /// <summary>Room for a time stamp and the longer packet information, each with its header and padded.</summary>
    internal const int Capacity = 32 + 40;

    private static readonly int HeaderLength = Unsafe.SizeOf<Libc.Cmsghdr>();

    /// <summary>Reads the control data of a received datagram and writes those of its reply.</summary>
    /// <param name="received">What came with the datagram.</param>
    /// <param name="reply">Gets the sender's address of the reply, which is the one that was asked; at least <see cref="Capacity"/> octets.</param>
    /// <param name="replyLength">Octets of <paramref name="reply"/>; 0 when the kernel must choose (asked at a multicast address).</param>
    /// <returns>The receive stamp on CLOCK_REALTIME; none when the kernel gave none.</returns>
    internal static PosixTime? Read(ReadOnlySpan<byte> received, Span<byte> reply, out int replyLength)
    {
        replyLength = 0;
        PosixTime? stamp = null;
        while (received.Length >= HeaderLength)
        {
            Libc.Cmsghdr header = MemoryMarshal.Read<Libc.Cmsghdr>(received);
            if (header.cmsg_len < (nuint)HeaderLength || header.cmsg_len > (nuint)received.Length)
            {
                break;
            }

            ReadOnlySpan<byte> data = received[HeaderLength..(int)header.cmsg_len];
            switch ((header.cmsg_level, header.cmsg_type))
            {
                case (Libc.SOL_SOCKET, Libc.SCM_TIMESTAMPNS):
                    Libc.Timespec time = MemoryMarshal.Read<Libc.Timespec>(data);
                    stamp = PosixTime.FromSeconds(time.tv_sec, time.tv_nsec);
                    break;
                case (Libc.IPPROTO_IP, Libc.IP_PKTINFO):
                    // The interface stays open: the way back may be another one.
                    Libc.InPktinfo asked = MemoryMarshal.Read<Libc.InPktinfo>(data);
                    replyLength = Write(reply, header, new Libc.InPktinfo { ipi_spec_dst = asked.ipi_spec_dst });
                    break;
                case (Libc.IPPROTO_IPV6, Libc.IPV6_PKTINFO):
                    Libc.In6Pktinfo asked6 = MemoryMarshal.Read<Libc.In6Pktinfo>(data);
                    replyLength = IsMulticast(asked6) ? 0 : Write(reply, header, WithInterfaceOnlyIfLinkLocal(asked6));
                    break;
                default:
                    break;
            }

            received = received[Math.Min(Align((int)header.cmsg_len), received.Length)..];
        }

        return stamp;
    }

    private static int Write<T>(Span<byte> destination, in Libc.Cmsghdr header, in T data)
        where T : unmanaged
    {
        MemoryMarshal.Write(destination, header);
        MemoryMarshal.Write(destination[HeaderLength..], data);
        return Align(HeaderLength + Unsafe.SizeOf<T>());
    }

    private static unsafe bool IsMulticast(in Libc.In6Pktinfo info) => info.ipi6_addr[0] == 0xFF;

    private static unsafe Libc.In6Pktinfo WithInterfaceOnlyIfLinkLocal(Libc.In6Pktinfo info)
    {
        bool isLinkLocal = info.ipi6_addr[0] == 0xFE && (info.ipi6_addr[1] & 0xC0) == 0x80;
        info.ipi6_ifindex = isLinkLocal ? info.ipi6_ifindex : 0;
        return info;
    }

    private static int Align(int length) => (length + 7) & ~7;
}
