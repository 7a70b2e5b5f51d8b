namespace Nts.Drivers.Linux.Interop;

internal static unsafe partial class Libc
{
    internal const byte SPI_MODE_0 = 0;

    internal static readonly uint SPI_IOC_WR_MODE = Ioctl.Write<byte>('k', 1);
    internal static readonly uint SPI_IOC_WR_BITS_PER_WORD = Ioctl.Write<byte>('k', 3);
    internal static readonly uint SPI_IOC_WR_MAX_SPEED_HZ = Ioctl.Write<uint>('k', 4);
}
