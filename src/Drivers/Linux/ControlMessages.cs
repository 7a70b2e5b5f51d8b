using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nts.Drivers.Linux.Interop;
using Nts.Time;

namespace Nts.Drivers.Linux;

/// <summary>What the kernel tells beside a datagram, when it came or left and which address it was sent to, and what it is asked beside a reply.</summary>
/// <remarks>cmsg(3), ip(7), ipv6(7), and Documentation/networking/timestamping.rst of the kernel.</remarks>
internal static class ControlMessages
{
    /// <summary>Room for three time stamps and the longer packet information, each with its header and padded.</summary>
    internal const int ReceivedCapacity = 64 + 40;

    /// <summary>Room for the longer packet information and the request for a transmit stamp.</summary>
    internal const int ReplyCapacity = 40 + 24;

    /// <summary>Room for three time stamps, an extended error with an IPv6 address behind it, and packet information, which must not come.</summary>
    internal const int TransmitStampCapacity = 64 + 64 + 40;

    /// <summary>Reads the control data of a received datagram and writes those of its reply.</summary>
    /// <param name="received">What came with the datagram.</param>
    /// <param name="reply">Gets the sender's address of the reply, which is the one that was asked; at least <see cref="ReplyCapacity"/> octets.</param>
    /// <param name="replyLength">Octets of <paramref name="reply"/>; 0 when the kernel must choose (asked at a multicast address).</param>
    /// <returns>The receive stamp on CLOCK_REALTIME; none when the kernel gave none.</returns>
    internal static PosixTime? Read(ReadOnlySpan<byte> received, Span<byte> reply, out int replyLength)
    {
        replyLength = 0;
        PosixTime? stamp = null;
        ControlMessageReader reader = new(received);
        while (reader.MoveNext())
        {
            Libc.Cmsghdr header = reader.Header;
            switch ((header.cmsg_level, header.cmsg_type))
            {
                case (Libc.SOL_SOCKET, Libc.SCM_TIMESTAMPING):
                    stamp = ReadSoftwareStamp(reader.Data);
                    break;
                case (Libc.IPPROTO_IP, Libc.IP_PKTINFO):
                    // The interface stays open: the way back may be another one.
                    Libc.InPktinfo asked = MemoryMarshal.Read<Libc.InPktinfo>(reader.Data);
                    replyLength = Write(reply, header, new Libc.InPktinfo { ipi_spec_dst = asked.ipi_spec_dst });
                    break;
                case (Libc.IPPROTO_IPV6, Libc.IPV6_PKTINFO):
                    Libc.In6Pktinfo asked6 = MemoryMarshal.Read<Libc.In6Pktinfo>(reader.Data);
                    replyLength = IsMulticast(asked6) ? 0 : Write(reply, header, WithInterfaceOnlyIfLinkLocal(asked6));
                    break;
                default:
                    break;
            }
        }

        return stamp;
    }

    /// <summary>Asks for the transmit stamp of one reply, which costs nothing for the others.</summary>
    /// <param name="reply">Where the control data of the reply end.</param>
    /// <returns>Octets written.</returns>
    internal static int WriteStampRequest(Span<byte> reply)
    {
        Libc.Cmsghdr header = new()
        {
            cmsg_len = (nuint)(ControlMessageReader.HeaderLength + sizeof(uint)),
            cmsg_level = Libc.SOL_SOCKET,
            cmsg_type = Libc.SCM_TIMESTAMPING,
        };
        return Write(reply, header, (uint)Libc.SOF_TIMESTAMPING_TX_SOFTWARE);
    }

    /// <summary>Reads what the error queue says of a reply that left.</summary>
    /// <param name="received">Control data of the error queue.</param>
    /// <param name="id">The number of the reply among those that were to be stamped.</param>
    /// <returns>When it left, on CLOCK_REALTIME; none when this is something else.</returns>
    internal static PosixTime? ReadTransmitStamp(ReadOnlySpan<byte> received, out uint id)
    {
        id = 0;
        PosixTime? stamp = null;
        bool isIdentified = false;
        ControlMessageReader reader = new(received);
        while (reader.MoveNext())
        {
            switch ((reader.Header.cmsg_level, reader.Header.cmsg_type))
            {
                case (Libc.SOL_SOCKET, Libc.SCM_TIMESTAMPING):
                    stamp = ReadSoftwareStamp(reader.Data);
                    break;
                case (Libc.IPPROTO_IP, Libc.IP_RECVERR) or (Libc.IPPROTO_IPV6, Libc.IPV6_RECVERR):
                    Libc.SockExtendedErr error = MemoryMarshal.Read<Libc.SockExtendedErr>(reader.Data);
                    isIdentified = error.ee_origin == Libc.SO_EE_ORIGIN_TIMESTAMPING && error.ee_info == Libc.SCM_TSTAMP_SND;
                    id = error.ee_data;
                    break;
                default:
                    break;
            }
        }

        return isIdentified ? stamp : null;
    }

    /// <summary>The first of three stamps is the kernel's own; the others are the network interface's.</summary>
    private static PosixTime? ReadSoftwareStamp(ReadOnlySpan<byte> data)
    {
        Libc.Timespec time = MemoryMarshal.Read<Libc.Timespec>(data);
        return time.tv_sec == 0 ? null : PosixTime.FromSeconds(time.tv_sec, time.tv_nsec);
    }

    private static int Write<T>(Span<byte> destination, in Libc.Cmsghdr header, in T data)
        where T : unmanaged
    {
        MemoryMarshal.Write(destination, header);
        MemoryMarshal.Write(destination[ControlMessageReader.HeaderLength..], data);
        return ControlMessageReader.Align(ControlMessageReader.HeaderLength + Unsafe.SizeOf<T>());
    }

    private static unsafe bool IsMulticast(in Libc.In6Pktinfo info) => info.ipi6_addr[0] == 0xFF;

    private static unsafe Libc.In6Pktinfo WithInterfaceOnlyIfLinkLocal(Libc.In6Pktinfo info)
    {
        bool isLinkLocal = info.ipi6_addr[0] == 0xFE && (info.ipi6_addr[1] & 0xC0) == 0x80;
        info.ipi6_ifindex = isLinkLocal ? info.ipi6_ifindex : 0;
        return info;
    }
}
