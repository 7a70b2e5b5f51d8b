using System;
using Nts.Drivers.Linux.Interop;

namespace Nts.Drivers.Linux;

/// <summary>Wakes a thread at the moment in which somebody sets CLOCK_REALTIME, or a leap second does (timerfd_create(2)).</summary>
public sealed unsafe class ClockSetNotice : IDisposable
{
    /// <summary>A timer that nobody lives to see: it is there for being cancelled.</summary>
    private const long Never = long.MaxValue / 2_000_000_000;

    private readonly FileDescriptor _timer;

    /// <summary>Begins to listen.</summary>
    /// <exception cref="LinuxException">The kernel has no such timers.</exception>
    public ClockSetNotice()
    {
        _timer = FileDescriptor.From(Libc.timerfd_create(Libc.CLOCK_REALTIME, Libc.TFD_NONBLOCK | Libc.TFD_CLOEXEC), "timerfd_create");
        Libc.Timespec* value = stackalloc Libc.Timespec[2];
        value[0] = default;
        value[1] = new() { tv_sec = Never };
        SystemCall.ThrowIfFailed(Libc.timerfd_settime(_timer, Libc.TFD_TIMER_ABSTIME | Libc.TFD_TIMER_CANCEL_ON_SET, value, null), "timerfd_settime");
    }

    /// <summary>Waits until the clock is set.</summary>
    /// <returns>False when the time ran out.</returns>
    public bool Wait(TimeSpan timeout)
    {
        if (!Readiness.Wait(_timer, Libc.POLLIN, timeout))
        {
            return false;
        }

        // Fails with ECANCELED, and listens on.
        byte* expirations = stackalloc byte[sizeof(ulong)];
        _ = Libc.read(_timer, expirations, sizeof(ulong));
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();
}
