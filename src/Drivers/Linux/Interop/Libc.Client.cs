using System.Runtime.InteropServices;

namespace Nts.Drivers.Linux.Interop;

/// <summary>Calls of a client that sends and receives all the time; for a packet on the bare descriptor, as in the rest.</summary>
internal static unsafe partial class Libc
{
    internal const int SO_TIMESTAMPNS = 35;
    internal const int SCM_TIMESTAMPNS = SO_TIMESTAMPNS;

    internal const int IPPROTO_UDP = 17;
    internal const int UDP_SEGMENT = 103;

    internal const int MSG_DONTWAIT = 0x40;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int connect(FileDescriptor socket, byte* address, uint length);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint send(int socket, byte* data, nuint length, int flags);
}
