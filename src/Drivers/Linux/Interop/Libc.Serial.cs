using System.Runtime.InteropServices;

namespace Nts.Drivers.Linux.Interop;

internal static unsafe partial class Libc
{
    internal const uint IGNBRK = 0x0001;
    internal const uint CS8 = 0x0030;
    internal const uint CREAD = 0x0080;
    internal const uint CLOCAL = 0x0800;
    internal const uint BOTHER = 0x1000;
    internal const int VTIME = 5;
    internal const int VMIN = 6;

    internal const uint TCFLSH = 0x540B;
    internal const uint TIOCEXCL = 0x540C;
    internal const uint TIOCNXCL = 0x540D;
    internal const uint TIOCGSERIAL = 0x541E;
    internal const uint TIOCSSERIAL = 0x541F;
    internal const nint TCIFLUSH = 0;

    internal const uint TIOCMGET = 0x5415;
    internal const uint TIOCMIWAIT = 0x545C;
    internal const uint TIOCGICOUNT = 0x545D;
    internal const int TIOCM_CTS = 0x020;
    internal const int TIOCM_CD = 0x040;
    internal const int TIOCM_RI = 0x080;

    internal const int ASYNC_LOW_LATENCY = 0x2000;

    internal static readonly uint TCGETS2 = Ioctl.Read<Termios2>('T', 0x2A);
    internal static readonly uint TCSETSW2 = Ioctl.Write<Termios2>('T', 0x2C);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int posix_openpt(int flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int grantpt(FileDescriptor master);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int unlockpt(FileDescriptor master);

    /// <summary>Returns the error number itself and leaves errno alone.</summary>
    [LibraryImport("libc")]
    internal static partial int ptsname_r(FileDescriptor master, byte* buffer, nuint length);

    [CStruct("struct termios2")]
    internal struct Termios2
    {
        internal uint c_iflag;
        internal uint c_oflag;
        internal uint c_cflag;
        internal uint c_lflag;
        internal byte c_line;
        internal fixed byte c_cc[19];
        internal uint c_ispeed;
        internal uint c_ospeed;
    }

    [CStruct("struct serial_icounter_struct")]
    internal struct SerialIcounterStruct
    {
        internal int cts;
        internal int dsr;
        internal int rng;
        internal int dcd;
        internal int rx;
        internal int tx;
        internal int frame;
        internal int overrun;
        internal int parity;
        internal int brk;
        internal int buf_overrun;
        internal fixed int reserved[9];
    }

    [CStruct("struct serial_struct")]
    internal struct SerialStruct
    {
        internal int type;
        internal int line;
        internal uint port;
        internal int irq;
        internal int flags;
        internal int xmit_fifo_size;
        internal int custom_divisor;
        internal int baud_base;
        internal ushort close_delay;
        internal byte io_type;
        internal byte reserved_char;
        internal int hub6;
        internal ushort closing_wait;
        internal ushort closing_wait2;
        internal byte* iomem_base;
        internal ushort iomem_reg_shift;
        internal uint port_high;
        internal ulong iomap_base;
    }
}
