using System;
using Nts.Drivers.Linux.Interop;

namespace Nts.Drivers.Linux;

/// <summary>The kernel's clock as clock_adjtime shows it, which anybody may change.</summary>
internal sealed class FakeTimekeeping
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    public long Raw { get; private set; } = 5 * NanosecondsPerSecond;

    public long RealtimeMinusRaw { get; set; } = 1_790_000_000 * NanosecondsPerSecond;

    public long Freq { get; set; }

    public long Tick { get; set; } = 10_000;

    public int Status { get; set; } = Libc.STA_UNSYNC;

    public int Tai { get; set; }

    public long Slew { get; set; }

    /// <summary>How long the next call is held up.</summary>
    public long HoldUp { get; set; }

    public void Pass(double seconds)
    {
        long passed = (long)(seconds * NanosecondsPerSecond);
        RealtimeMinusRaw += (long)Math.Round(passed * (((Freq / 65_536.0) + ((Tick - 10_000) * 100)) * 1e-6));
        Raw += passed;
    }

    public int Adjust(ref Libc.Timex request)
    {
        long offset = 0;
        if ((request.modes & 0x8000) != 0)
        {
            offset = Slew;
            Slew = request.modes == Libc.ADJ_OFFSET_SS_READ ? Slew : request.offset;
        }
        else
        {
            Take(request);
        }

        Raw += HoldUp / 3;
        long now = Raw + RealtimeMinusRaw;
        Raw += HoldUp - (HoldUp / 3);
        HoldUp = 0;
        request.offset = offset;
        (request.freq, request.tick, request.status, request.tai) = (Freq, Tick, Status, Tai);
        request.time = new() { tv_sec = now / NanosecondsPerSecond, tv_usec = now % NanosecondsPerSecond / ((Status & Libc.STA_NANO) != 0 ? 1 : 1000) };
        return 0;
    }

    private void Take(in Libc.Timex request)
    {
        uint modes = request.modes;
        Freq = (modes & Libc.ADJ_FREQUENCY) != 0 ? request.freq : Freq;
        Tick = (modes & Libc.ADJ_TICK) != 0 ? request.tick : Tick;
        Tai = (modes & Libc.ADJ_TAI) != 0 ? (int)request.constant : Tai;
        Status = (modes & Libc.ADJ_STATUS) != 0 ? (Status & Libc.STA_NANO) | request.status : Status;
        Status |= (modes & Libc.ADJ_NANO) != 0 ? Libc.STA_NANO : 0;
        if ((modes & Libc.ADJ_SETOFFSET) != 0)
        {
            RealtimeMinusRaw += (request.time.tv_sec * NanosecondsPerSecond) + request.time.tv_usec;
            Status |= Libc.STA_UNSYNC;
        }
    }
}
