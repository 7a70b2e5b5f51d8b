using System;
using Nts.Appliance.Checking;
using Nts.Drivers.GpsPps;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

/// <summary>Looks for other programs that steer the clock: at the start, every minute while the clock is not locked, and when one is felt.</summary>
/// <param name="find">Looks at all processes; null when there are no such programs.</param>
/// <param name="blame">Says who it may be that has just changed the clock.</param>
internal sealed class OtherClocks(Func<Explanation?> find, Func<Explanation> blame)
{
    private static readonly NtpDuration Interval = NtpDuration.FromSeconds(60);

    /// <summary>When nobody has touched the clock for so long, whoever did it is gone.</summary>
    private static readonly NtpDuration Quiet = NtpDuration.FromSeconds(1800);

    private MonotonicTime? _looked;
    private MonotonicTime? _felt;
    private bool _isContested;

    /// <summary>Looks at a machine.</summary>
    public OtherClocks(Machine machine)
        : this(() => ClockDaemons.Explain(machine), () => ClockDaemons.Blame(machine))
    {
    }

    /// <summary>Who steers the clock as well, or has changed it lately, and how to stop that; null for nobody.</summary>
    public Explanation? Found { get; private set; }

    /// <summary>Lets time pass.</summary>
    /// <param name="now">The present moment.</param>
    /// <param name="isLocked">Whether the clock is locked.</param>
    /// <param name="meddling">What others did to the clock last; null for nothing so far.</param>
    /// <returns>Whether something else was found than before. What is done again and again is told once.</returns>
    public bool OnTick(MonotonicTime now, bool isLocked, MeddlingSeen? meddling)
    {
        bool isFelt = meddling is not null && meddling.At != _felt;
        _felt = meddling?.At;
        if (isFelt)
        {
            bool isNews = !_isContested;
            _isContested = true;
            return isNews && Take(now, Blame(meddling!));
        }

        if (_isContested)
        {
            _isContested = now - _felt < Quiet;
            return !_isContested && Take(now, find());
        }

        return (_looked is not { } looked || (!isLocked && now - looked >= Interval)) && Take(now, find());
    }

    private Explanation Blame(MeddlingSeen meddling)
    {
        Explanation who = blame();
        return new($"another program has changed the clock, which was taken back: it {MeddlingCounts.Words(meddling.What)}; {who.Sentence}", who.NextStep);
    }

    private bool Take(MonotonicTime now, Explanation? found)
    {
        Explanation? before = Found;
        _looked = now;
        Found = found;
        return found != before;
    }
}
