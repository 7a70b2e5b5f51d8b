using Nts.Drivers.Linux.Interop;

namespace Nts.Drivers.Linux;

/// <summary>Capabilities of the calling thread, and of those that it starts afterwards (capabilities(7)). What is given up here does not come back.</summary>
/// <remarks>Linux keeps them for each thread, and nothing reaches those that the runtime has already started: what nobody needs is better not given to the process at all.</remarks>
public static unsafe class Privileges
{
    /// <summary>Gives up all of them: for threads that read what strangers send.</summary>
    public static void DropAll() => Keep(0);

    /// <summary>Gives up the ports below 1024, when they are open.</summary>
    public static void DropPorts() => Keep(~(1UL << Libc.CAP_NET_BIND_SERVICE));

    /// <summary>Gives up the machine's clock, where another one is steered.</summary>
    public static void DropClock() => Keep(~(1UL << Libc.CAP_SYS_TIME));

    /// <summary>Takes what is not to be kept out of the effective, the permitted and the inheritable set, by which it leaves the ambient one, too.</summary>
    private static void Keep(ulong kept)
    {
        LinuxPlatform.Require();
        Libc.CapabilityHeader header = new() { version = Libc._LINUX_CAPABILITY_VERSION_3 };
        Libc.CapabilityData* data = stackalloc Libc.CapabilityData[2];
        if (Libc.capget(&header, data) < 0)
        {
            return;
        }

        for (int i = 0; i < 2; i++)
        {
            uint mask = (uint)(kept >> (32 * i) & uint.MaxValue);
            data[i].effective &= mask;
            data[i].permitted &= mask;
            data[i].inheritable &= mask;
        }

        // Nothing forbids a thread to have less.
        _ = Libc.capset(&header, data);
    }
}
