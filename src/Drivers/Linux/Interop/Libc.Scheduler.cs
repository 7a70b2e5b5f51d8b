using System.Runtime.InteropServices;

namespace Nts.Drivers.Linux.Interop;

internal static unsafe partial class Libc
{
    /// <summary>The calling thread if <paramref name="thread"/> is 0.</summary>
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int sched_getaffinity(int thread, nuint length, ulong* processors);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int sched_setaffinity(int thread, nuint length, ulong* processors);
}
