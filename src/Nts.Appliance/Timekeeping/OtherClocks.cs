using System;
using Nts.Appliance.Checking;
using Nts.Drivers.GpsPps;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

/// <summary>Looks now and then for other programs that steer the clock: at the start, and every minute while the clock is not locked.</summary>
/// <param name="find">Looks at all processes; null when there are no such programs.</param>
internal sealed class OtherClocks(Func<Explanation?> find)
{
    private static readonly NtpDuration Interval = NtpDuration.FromSeconds(60);

    private MonotonicTime? _looked;

    /// <summary>Looks at a machine.</summary>
    public OtherClocks(Machine machine)
        : this(() => ClockDaemons.Explain(machine))
    {
    }

    /// <summary>What was found last.</summary>
    public Explanation? Found { get; private set; }

    /// <summary>Lets time pass.</summary>
    /// <returns>Whether something else was found than before.</returns>
    public bool OnTick(MonotonicTime now, bool isLocked)
    {
        if (_looked is { } looked && (isLocked || now - looked < Interval))
        {
            return false;
        }

        Explanation? before = Found;
        _looked = now;
        Found = find();
        return Found != before;
    }
}
