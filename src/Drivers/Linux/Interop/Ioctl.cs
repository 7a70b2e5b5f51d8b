using System.Runtime.CompilerServices;

namespace Nts.Drivers.Linux.Interop;

/// <summary>Request numbers of ioctl(2) by the kernel's generic encoding: direction, size of the argument, type, number.</summary>
internal static class Ioctl
{
    internal static uint Read<T>(uint type, uint number)
        where T : unmanaged => Encode(2, type, number, Unsafe.SizeOf<T>());

    internal static uint Write<T>(uint type, uint number)
        where T : unmanaged => Encode(1, type, number, Unsafe.SizeOf<T>());

    internal static uint ReadWrite<T>(uint type, uint number)
        where T : unmanaged => Encode(3, type, number, Unsafe.SizeOf<T>());

    private static uint Encode(uint direction, uint type, uint number, int size) => (direction << 30) | ((uint)size << 16) | (type << 8) | number;
}
