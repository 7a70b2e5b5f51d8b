using System;

namespace Nts.TestKit;

/// <summary>What a piece of code allocates.</summary>
public static class Allocated
{
    /// <summary>Octets that this thread allocates meanwhile.</summary>
    public static long During(Action action)
    {
        action();

        // A collection counts the unused rest of each thread's buffer as allocated. After this one there is none, whatever other threads cause.
        GC.Collect();
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
