using System.Collections.Generic;
using Nts.Drivers.Linux.Interop;

namespace Nts.Drivers.Linux;

/// <summary>The kernel's leap machine as adjtimex(2) and the kernel's second_overflow have it, in whole seconds.</summary>
internal sealed class LeapingKernel
{
    private const int StatusPll = Libc.STA_PLL;
    private const long Day = 86_400;
    private const long Never = long.MaxValue;
    private long _due = Never;

    /// <summary>CLOCK_REALTIME, seconds.</summary>
    public long Time { get; set; }

    public int Tai { get; private set; }

    /// <summary>TIME_OK and so on.</summary>
    public int State { get; private set; }

    public int Status { get; private set; } = Libc.STA_UNSYNC;

    /// <summary>Requests that set something.</summary>
    public List<Libc.Timex> Written { get; } = [];

    /// <summary>Somebody else announces.</summary>
    public void Announce(int flags) => Status |= flags;

    public int Adjust(ref Libc.Timex request)
    {
        if (request.modes != 0)
        {
            Written.Add(request);
        }

        if ((request.modes & Libc.ADJ_STATUS) != 0)
        {
            if ((Status & StatusPll) != 0 && (request.status & StatusPll) == 0)
            {
                (State, _due) = (0, Never);
            }

            Status = request.status;
        }

        if ((request.modes & Libc.ADJ_TAI) != 0 && request.constant > 0)
        {
            Tai = (int)request.constant;
        }

        if ((request.modes & Libc.ADJ_SETOFFSET) != 0)
        {
            Time += request.time.tv_sec;
            Status |= Libc.STA_UNSYNC;
            _due = Never;
        }

        request.status = Status;
        request.tai = Tai;
        request.tick = 10_000;
        return (Status & Libc.STA_UNSYNC) != 0 ? 5 : State;
    }

    /// <summary>A second ends.</summary>
    public void Tick()
    {
        Time++;
        int step = 0;
        switch (State)
        {
            case 0 when (Status & Libc.STA_INS) != 0:
                (State, _due) = (Libc.TIME_INS, Time + Day - (Time % Day));
                break;
            case 0 when (Status & Libc.STA_DEL) != 0:
                (State, _due) = (Libc.TIME_DEL, Time + Day - ((Time + 1) % Day));
                break;
            case Libc.TIME_INS or Libc.TIME_DEL when (Status & (State == Libc.TIME_INS ? Libc.STA_INS : Libc.STA_DEL)) == 0:
                (State, _due) = (0, Never);
                break;
            case Libc.TIME_INS when Time == _due:
                (State, step) = (Libc.TIME_OOP, -1);
                break;
            case Libc.TIME_DEL when Time == _due:
                (State, step, _due) = (Libc.TIME_WAIT, 1, Never);
                break;
            case Libc.TIME_OOP:
                (State, _due) = (Libc.TIME_WAIT, Never);
                break;
            case Libc.TIME_WAIT when (Status & (Libc.STA_INS | Libc.STA_DEL)) == 0:
                State = 0;
                break;
        }

        Time += step;
        Tai -= step;
    }
}
