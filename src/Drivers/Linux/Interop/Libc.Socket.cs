using System.Runtime.InteropServices;

namespace Nts.Drivers.Linux.Interop;

internal static unsafe partial class Libc
{
    internal const int AF_INET = 2;
    internal const int AF_INET6 = 10;
    internal const int SOCK_DGRAM = 2;
    internal const int SOCK_CLOEXEC = 0x80000;

    internal const int SOL_SOCKET = 1;
    internal const int SO_RCVBUF = 8;
    internal const int SO_REUSEPORT = 15;
    internal const int SO_RCVTIMEO = 20;
    internal const int SO_RCVBUFFORCE = 33;
    internal const int SO_TIMESTAMPING = 37;
    internal const int SCM_TIMESTAMPING = SO_TIMESTAMPING;

    internal const int SOF_TIMESTAMPING_TX_SOFTWARE = 1 << 1;
    internal const int SOF_TIMESTAMPING_RX_SOFTWARE = 1 << 3;
    internal const int SOF_TIMESTAMPING_SOFTWARE = 1 << 4;
    internal const int SOF_TIMESTAMPING_OPT_ID = 1 << 7;
    internal const int SOF_TIMESTAMPING_OPT_TSONLY = 1 << 11;

    internal const int SO_EE_ORIGIN_TIMESTAMPING = 4;
    internal const int SCM_TSTAMP_SND = 0;

    internal const int IPPROTO_IP = 0;
    internal const int IP_PKTINFO = 8;
    internal const int IP_RECVERR = 11;

    internal const int IPPROTO_IPV6 = 41;
    internal const int IPV6_RECVERR = 25;
    internal const int IPV6_V6ONLY = 26;
    internal const int IPV6_RECVPKTINFO = 49;
    internal const int IPV6_PKTINFO = 50;

    internal const int MSG_ERRQUEUE = 0x2000;
    internal const int MSG_WAITFORONE = 0x10000;

    internal const int EADDRINUSE = 98;
    internal const int EADDRNOTAVAIL = 99;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int socket(int domain, int type, int protocol);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int bind(FileDescriptor socket, byte* address, uint length);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int getsockname(int socket, byte* address, uint* length);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int setsockopt(FileDescriptor socket, int level, int name, void* value, uint length);

    /// <remarks>For a packet takes the bare descriptor: holding a handle for each call costs as much as reading a clock.</remarks>
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int recvmmsg(int socket, Mmsghdr* messages, uint count, int flags, Timespec* timeout);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int sendmmsg(int socket, Mmsghdr* messages, uint count, int flags);

    [CStruct("struct iovec")]
    internal struct Iovec
    {
        internal byte* iov_base;
        internal nuint iov_len;
    }

    [CStruct("struct msghdr")]
    internal struct Msghdr
    {
        internal byte* msg_name;
        internal uint msg_namelen;
        internal Iovec* msg_iov;
        internal nuint msg_iovlen;
        internal byte* msg_control;
        internal nuint msg_controllen;
        internal int msg_flags;
    }

    [CStruct("struct mmsghdr")]
    internal struct Mmsghdr
    {
        internal Msghdr msg_hdr;
        internal uint msg_len;
    }

    /// <summary>Its data follow, and the next one begins at a multiple of eight bytes.</summary>
    [CStruct("struct cmsghdr")]
    internal struct Cmsghdr
    {
        internal nuint cmsg_len;
        internal int cmsg_level;
        internal int cmsg_type;
    }

    [CStruct("struct sockaddr_in")]
    internal struct SockaddrIn
    {
        internal ushort sin_family;
        internal ushort sin_port;
        internal fixed byte sin_addr[4];
        internal fixed byte sin_zero[8];
    }

    [CStruct("struct sockaddr_in6")]
    internal struct SockaddrIn6
    {
        internal ushort sin6_family;
        internal ushort sin6_port;
        internal uint sin6_flowinfo;
        internal fixed byte sin6_addr[16];
        internal uint sin6_scope_id;
    }

    [CStruct("struct in_pktinfo")]
    internal struct InPktinfo
    {
        internal int ipi_ifindex;
        internal uint ipi_spec_dst;
        internal uint ipi_addr;
    }

    [CStruct("struct in6_pktinfo")]
    internal struct In6Pktinfo
    {
        internal fixed byte ipi6_addr[16];
        internal int ipi6_ifindex;
    }

    [CStruct("struct sock_extended_err")]
    internal struct SockExtendedErr
    {
        internal uint ee_errno;
        internal byte ee_origin;
        internal byte ee_type;
        internal byte ee_code;
        internal byte ee_pad;
        internal uint ee_info;
        internal uint ee_data;
    }
}
