using Nts.Drivers.Linux.Interop;

namespace Nts.Drivers.Linux;

/// <summary>Lets the calling thread go before every ordinary one (sched_setscheduler(2), SCHED_FIFO).</summary>
public static unsafe class RealTimePriority
{
    /// <summary>Above ordinary threads, below the kernel's interrupt threads, which have 50: one of them may hold what this thread waits for.</summary>
    private const int Priority = 40;

    /// <summary>Raises the calling thread for good. A thread that never sleeps then keeps its processor from everybody.</summary>
    /// <returns>False when the system refuses: it wants CAP_SYS_NICE or RLIMIT_RTPRIO.</returns>
    public static bool TryTake()
    {
        LinuxPlatform.Require();
        Libc.SchedParam parameters = new() { sched_priority = Priority };

        // Not for threads that this one starts, or that the runtime starts for it.
        return Libc.sched_setscheduler(0, Libc.SCHED_FIFO | Libc.SCHED_RESET_ON_FORK, &parameters) == 0;
    }
}
