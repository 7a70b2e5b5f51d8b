using System.Runtime.InteropServices;
using Nts.Drivers.Linux.Interop;

namespace Nts.Drivers.Linux;

/// <summary>What every system call has in common: a negative result means that errno tells why.</summary>
internal static class SystemCall
{
    /// <summary>Why the last call failed.</summary>
    internal static int Errno => Marshal.GetLastPInvokeError();

    /// <summary>Whether a call must be repeated because a signal came in between.</summary>
    internal static bool WasInterrupted(nint result) => result < 0 && Errno == Libc.EINTR;

    /// <summary>Throws when a call failed.</summary>
    /// <param name="result">What the call returned.</param>
    /// <param name="call">The call and what it was applied to.</param>
    internal static void ThrowIfFailed(nint result, string call)
    {
        if (result < 0)
        {
            throw Failure(call);
        }
    }

    /// <summary>The last call's failure as an exception.</summary>
    internal static LinuxException Failure(string call, string? hint = null) => new(call, Errno, hint);
}
