using System;
using Nts.Drivers.Linux.Interop;

namespace Nts.Drivers.Linux;

/// <summary>Waiting until a descriptor can be read or written.</summary>
internal static unsafe class Readiness
{
    /// <summary>Waits for an event, an error or a hang-up; the call that follows tells which.</summary>
    /// <returns>False when the time ran out. A signal counts as that: every caller asks again.</returns>
    internal static bool Wait(FileDescriptor descriptor, short events, TimeSpan timeout)
    {
        bool isHeld = false;
        try
        {
            descriptor.DangerousAddRef(ref isHeld);
            Libc.Pollfd request = new() { fd = (int)descriptor.DangerousGetHandle(), events = events };
            int ready = Libc.poll(&request, 1, (int)Math.Ceiling(timeout.TotalMilliseconds));
            if (SystemCall.WasInterrupted(ready))
            {
                return false;
            }

            SystemCall.ThrowIfFailed(ready, "poll");
            return ready > 0;
        }
        finally
        {
            if (isHeld)
            {
                descriptor.DangerousRelease();
            }
        }
    }
}
