using System.Runtime.InteropServices;

namespace Nts.Drivers.Linux.Interop;

internal static unsafe partial class Libc
{
    internal const int SCHED_FIFO = 1;
    internal const int SCHED_RESET_ON_FORK = 0x40000000;

    /// <summary>The calling thread if <paramref name="thread"/> is 0: Linux sets the policy of threads, not of processes.</summary>
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int sched_setscheduler(int thread, int policy, SchedParam* parameters);

    /// <summary>The calling thread if <paramref name="thread"/> is 0.</summary>
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int sched_getaffinity(int thread, nuint length, ulong* processors);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int sched_setaffinity(int thread, nuint length, ulong* processors);

    [CStruct("struct sched_param")]
    internal struct SchedParam
    {
        internal int sched_priority;
    }
}
