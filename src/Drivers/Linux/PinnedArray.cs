using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nts.Drivers.Linux;

/// <summary>Arrays whose addresses the kernel may keep.</summary>
internal static unsafe class PinnedArray
{
    /// <summary>An array that never moves.</summary>
    internal static T[] New<T>(int length)
        where T : unmanaged => GC.AllocateArray<T>(length, pinned: true);

    /// <summary>The address of an element of such an array.</summary>
    internal static T* AddressOf<T>(T[] pinned, int index)
        where T : unmanaged => (T*)Unsafe.AsPointer(ref pinned[index]);

    /// <summary>The address of the first octet of memory that never moves.</summary>
    internal static byte* AddressOf(Span<byte> pinned) => (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(pinned));
}
