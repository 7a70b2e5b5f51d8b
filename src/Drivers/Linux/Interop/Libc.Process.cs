using System.Runtime.InteropServices;

namespace Nts.Drivers.Linux.Interop;

/// <summary>What a process was given when it was started: descriptors and capabilities.</summary>
internal static unsafe partial class Libc
{
    internal const int F_SETFD = 2;
    internal const int F_GETFL = 3;
    internal const int F_SETFL = 4;
    internal const int F_DUPFD_CLOEXEC = 1030;
    internal const int FD_CLOEXEC = 1;

    internal const int SOCK_STREAM = 1;
    internal const int SO_TYPE = 3;
    internal const int SIOCGIFCONF = 0x8912;

    internal const uint _LINUX_CAPABILITY_VERSION_3 = 0x20080522;
    internal const int CAP_NET_BIND_SERVICE = 10;
    internal const int CAP_SYS_TIME = 25;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int fcntl(int descriptor, int command, int argument);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int getsockopt(int socket, int level, int name, void* value, uint* length);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int ioctl(int descriptor, nuint request, void* argument);

    /// <summary>Of the calling thread if the header says 0.</summary>
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int capget(CapabilityHeader* header, CapabilityData* data);

    /// <summary>Of the calling thread alone; the threads that it starts have the same.</summary>
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int capset(CapabilityHeader* header, CapabilityData* data);

    [CStruct("struct __user_cap_header_struct")]
    internal struct CapabilityHeader
    {
        internal uint version;
        internal int pid;
    }

    /// <summary>There are two of them, for capabilities 0 to 31 and 32 to 63.</summary>
    [CStruct("struct __user_cap_data_struct")]
    internal struct CapabilityData
    {
        internal uint effective;
        internal uint permitted;
        internal uint inheritable;
    }

    [CStruct("struct ifconf")]
    internal struct Ifconf
    {
        internal int ifc_len;
        internal byte* ifc_buf;
    }

    /// <summary>A name, and an address of which the first octets are an IPv4 one.</summary>
    [CStruct("struct ifreq")]
    internal struct Ifreq
    {
        internal fixed byte ifr_name[16];
        internal SockaddrIn _address;
        internal fixed byte _rest[8];
    }
}
