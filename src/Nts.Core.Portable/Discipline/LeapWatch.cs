using System;
using Nts.Time;

namespace Nts.Discipline;

/// <summary>Sees a clock over leap seconds: tells it of them in time, knows where its second is in doubt, and sees when it has missed one.</summary>
/// <param name="clock">The clock.</param>
internal sealed class LeapWatch(IAdjustableClock clock)
{
    /// <summary>Pulses in a row that must show a leap second which the clock has not carried out.</summary>
    private const int PulsesToBelieve = 5;

    /// <summary>So near to a whole second, nothing but a leap second shows.</summary>
    private const double Tolerance = 0.1;

    private LeapSchedule _schedule;
    private LeapIndicator _indicator;

    /// <summary>What was known when the clock was told of a leap second; stays when that has come.</summary>
    private LeapSchedule _told;
    private PosixTime _reading;
    private int _shown;

    /// <summary>Takes in what is known of leap seconds, about once a second.</summary>
    /// <param name="schedule">What is known.</param>
    /// <param name="reading">What the clock reads.</param>
    /// <param name="taiMinusUtc">TAI − UTC in seconds; null when it is not known.</param>
    /// <param name="isRight">Whether the clock is known to read the right day.</param>
    public void Announce(in LeapSchedule schedule, PosixTime reading, int? taiMinusUtc, bool isRight)
    {
        _schedule = schedule;
        _reading = reading;
        _indicator = schedule.IndicatorAt(reading);
        if (isRight && !LeapSchedule.IsNearMidnight(reading))
        {
            clock.SetLeap(_indicator, taiMinusUtc);
            _told = _indicator is not LeapIndicator.None ? schedule : reading < _told.At ? default : _told;
        }
    }

    /// <summary>What clients are told, if the last pulse marked a second.</summary>
    public LeapIndicator IndicatorAfter(PosixTime lastSecond) => lastSecond.RoundToSecond() >= _schedule.At ? LeapIndicator.None : _indicator;

    /// <summary>Where the clock's second is in doubt, if the last pulse marked a second.</summary>
    public LeapDoubt DoubtAfter(PosixTime lastSecond)
    {
        PosixTime known = lastSecond.RoundToSecond();
        int told = ToldOf(LeapSchedule.MidnightAfter(known));

        // What the clock has carried out is not taken back when nobody speaks of it any longer.
        LeapSchedule schedule = told != 0 && _reading >= _told.At ? _told : _schedule;

        // A pulse that shows one is heard, wherever leap seconds use to be.
        return (schedule with { IsDisputed = schedule.IsDisputed || _shown > 0 }).DoubtAfter(known, told);
    }

    /// <summary>Whether a pulse shows a leap second that the clock has missed: one that nobody announced, or too late.</summary>
    /// <param name="jump">The pulse's offset minus the expected one, seconds.</param>
    /// <param name="lastSecond">The second of the last pulse that was used.</param>
    /// <param name="second">The pulse's second.</param>
    /// <param name="step">When enough pulses have shown it, what makes up for it.</param>
    public bool IsMissing(double jump, PosixTime lastSecond, PosixTime second, out ClockOffset? step)
    {
        step = null;
        int change = jump < 0 ? 1 : -1;
        PosixTime midnight = LeapSchedule.MidnightAfter(lastSecond.RoundToSecond());
        int? known = _schedule.ChangeAt(midnight);
        bool isPossible = second.RoundToSecond() >= midnight && (known is null || (known == change && ToldOf(midnight) != change));
        if (!isPossible || Math.Abs(jump + change) > Tolerance)
        {
            _shown = 0;
            return false;
        }

        if (++_shown >= PulsesToBelieve)
        {
            _shown = 0;
            step = ClockOffset.FromSeconds(-change);
        }

        return true;
    }

    private int ToldOf(PosixTime midnight) => _told.At == midnight ? _told.Change : 0;
}
