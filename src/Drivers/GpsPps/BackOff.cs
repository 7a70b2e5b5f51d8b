using System;

namespace Nts.Drivers.GpsPps;

/// <summary>How long to wait before a device is tried again: 1 s, doubling up to 30 s.</summary>
internal sealed class BackOff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private TimeSpan _next = First;

    /// <summary>The wait after one more failure.</summary>
    public TimeSpan Next()
    {
        TimeSpan wait = _next;
        _next = wait * 2 < Longest ? wait * 2 : Longest;
        return wait;
    }

    /// <summary>The device works: the next failure is the first again.</summary>
    public void Reset() => _next = First;
}
