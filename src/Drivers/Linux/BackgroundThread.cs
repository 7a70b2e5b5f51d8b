using Nts.Drivers.Linux.Interop;

namespace Nts.Drivers.Linux;

/// <summary>What a thread may take from the others; .NET's own thread priority does nothing on Linux.</summary>
public static class BackgroundThread
{
    private const int Nice = 5;

    /// <summary>Lets every other thread go before the one that calls: on a busy core its share becomes about a third of theirs.</summary>
    public static void LowerPriority()
    {
        LinuxPlatform.Require();

        // 0 is the calling thread, not the process as POSIX has it. Being nicer is allowed to everybody; where a sandbox says no, nothing is lost but politeness.
        _ = Libc.setpriority(Libc.PRIO_PROCESS, 0, Nice);
    }
}
