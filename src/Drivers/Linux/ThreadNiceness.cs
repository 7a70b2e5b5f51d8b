using Nts.Drivers.Linux.Interop;

namespace Nts.Drivers.Linux;

/// <summary>What the calling thread may take from the others (nice(2)); .NET's own thread priority does nothing on Linux.</summary>
public static class ThreadNiceness
{
    private const int Late = 5;
    private const int Early = -10;

    /// <summary>Lets every other thread go before this one: on a busy core its share becomes about a third of theirs. Allowed to everybody.</summary>
    public static void GoLate() => Set(Late);

    /// <summary>Lets this thread go before every other one, which then have a tenth of its share. Needs CAP_SYS_NICE or RLIMIT_NICE; without, nothing changes.</summary>
    public static void GoEarly() => Set(Early);

    private static void Set(int nice)
    {
        LinuxPlatform.Require();

        // 0 is the calling thread, not the process as POSIX has it. Where the system says no, nothing is lost but politeness or haste.
        _ = Libc.setpriority(Libc.PRIO_PROCESS, 0, nice);
    }
}
