using System;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>Which second each edge marks: learnt from messages, then counted by the edges and only checked by messages.</summary>
/// <remarks>
/// Counts across a leap second that is scheduled. Near a month's first midnight of which nothing is known, no edge has a second, and a receiver
/// that is one second off starts the learning anew.
/// </remarks>
/// <param name="secondsToAgree">Seconds that must agree after a disagreement, and at least before the count is used.</param>
internal sealed class SecondCount(int secondsToAgree)
{
    private const int LeapTrouble = 3;

    /// <summary>After a midnight of which nothing is known, receivers may notice a leap second so much later.</summary>
    private const int LongestNotice = 15;

    private ContinuousSeconds _scale;
    private long _offset;
    private long _lastAgreed;
    private long? _beforeUnknownLeap;

    /// <summary>The edges count by themselves: a message that differs is no longer followed.</summary>
    public bool IsCounting { get; private set; }

    /// <summary>Consecutive seconds in which messages and edges agreed.</summary>
    public int AgreeingSeconds { get; private set; }

    /// <summary>The count may be used.</summary>
    public bool IsAgreed => IsCounting && AgreeingSeconds >= secondsToAgree;

    /// <summary>Messages that differed from the count.</summary>
    public long Disagreements { get; private set; }

    /// <summary>The message's second minus the count's at the last disagreement.</summary>
    public long DisagreementSeconds { get; private set; }

    /// <summary>Leap seconds that the count has followed though nobody had announced them: +1 for each inserted, −1 for each deleted.</summary>
    public long LeapSeconds { get; private set; }

    /// <summary>It counted, and learns anew because of a leap second that nobody announced: the answer can differ by one second only.</summary>
    public bool IsLearningAgain => !IsCounting && _beforeUnknownLeap is not null;

    /// <summary>What is known of leap seconds.</summary>
    public LeapSchedule Schedule => _scale.Leap;

    /// <summary>Starts anew, because the edges do.</summary>
    public void Restart()
    {
        IsCounting = false;
        AgreeingSeconds = 0;
        _beforeUnknownLeap = null;
    }

    /// <summary>The learning is interrupted: seconds that agreed so far prove nothing. A count in use goes on.</summary>
    public void Interrupt() => AgreeingSeconds = IsCounting ? AgreeingSeconds : 0;

    /// <summary>Takes in what is known of leap seconds. Returns false when the count had to start anew for it.</summary>
    /// <param name="schedule">What is known.</param>
    /// <param name="edge">The number of the last edge.</param>
    public bool Follow(in LeapSchedule schedule, long edge)
    {
        ContinuousSeconds scale = new(schedule);
        bool hasOther = (schedule.Change, schedule.At) != (Schedule.Change, Schedule.At);
        long? now = UtcOf(edge);
        bool isClear = now is long second && !_scale.IsNearEvent(second, LeapTrouble) && !scale.IsNearEvent(second, LeapTrouble);
        if (hasOther && now is long utc && isClear)
        {
            _offset = scale.FromUtc(utc) - edge;
        }
        else if (hasOther)
        {
            Restart();
        }

        _scale = scale;
        return !hasOther || isClear;
    }

    /// <summary>The second that an edge marks, since 1970; null where that cannot be said, or the count may not be used.</summary>
    public long? SecondOf(long edge) => IsAgreed && UtcOf(edge) is long second && !MayBeLeapSecond(second) && !_scale.IsAtDeletion(second) ? second : null;

    /// <summary>The second that an edge marks by the count, used or not; null in an inserted leap second.</summary>
    public long? UtcOf(long edge) => _scale.ToUtc(edge + _offset);

    /// <summary>Whether a second lies so near to a scheduled leap second that receivers tell it in ways of their own.</summary>
    public bool IsNearEvent(long second, int seconds) => _scale.IsNearEvent(second, seconds);

    /// <summary>A time on the scale of the count, which has no leap second in it.</summary>
    public PosixTime ToContinuous(PosixTime utc) => _scale.FromUtc(utc);

    /// <summary>Whether a leap second that nobody knows of may lie between two moments.</summary>
    public bool MayLeapBetween(PosixTime from, PosixTime to)
    {
        DateTime last = DateTime.UnixEpoch.AddSeconds(to.WholeSeconds + LeapTrouble);
        PosixTime midnight = PosixTime.FromSeconds((long)(new DateTime(last.Year, last.Month, 1) - DateTime.UnixEpoch).TotalSeconds);
        return midnight > from && Schedule.ChangeAt(midnight) is null;
    }

    /// <summary>Whether a leap second that nobody knows of may fall on or just before a second: at a month's first midnight.</summary>
    public bool MayBeLeapSecond(long second)
    {
        DateTime near = DateTime.UnixEpoch.AddSeconds(second + 1);
        return near.Day == 1 && near.TimeOfDay.TotalSeconds <= LongestNotice
            && Schedule.ChangeAt(PosixTime.FromSeconds(second + 1 - (long)near.TimeOfDay.TotalSeconds)) is null;
    }

    /// <summary>Whether a second that a message says of an edge would go on from what was learnt so far.</summary>
    public bool GoesOn(long edge, long second) => AgreeingSeconds > 0 && _scale.FromUtc(second) - edge == _offset && edge <= _lastAgreed + 1;

    /// <summary>Takes in what a message says of an edge. Returns whether the count is of the same mind, or has followed.</summary>
    /// <param name="edge">The number of the edge.</param>
    /// <param name="second">The second that it marks by the message, since 1970.</param>
    /// <param name="needed">Consecutive seconds that must agree before the edges count by themselves.</param>
    public bool Vote(long edge, long second, int needed)
    {
        if (_scale.IsNearEvent(second, LeapTrouble) && (!IsCounting || UtcOf(edge) is null))
        {
            return IsCounting && IsSaidInLeapSecond(second);
        }

        long difference = _scale.FromUtc(second) - edge - _offset;
        bool isTooFar = _beforeUnknownLeap is long before && Math.Abs(_offset + difference - before) > 1;
        if (difference != 0 && (IsCounting || isTooFar))
        {
            return Contradict(edge, difference);
        }

        if (difference != 0)
        {
            _offset += difference;
            AgreeingSeconds = 0;
        }

        CountAgreement(edge, needed);
        return true;
    }

    /// <summary>An inserted leap second comes as 60, which is 0 of the next day, as 59 twice, or as 0 twice.</summary>
    private bool IsSaidInLeapSecond(long second) => Schedule.At.WholeSeconds - second is 0 or 1;

    private bool Contradict(long edge, long difference)
    {
        if (difference is 1 or -1 && UtcOf(edge) is long second && MayBeLeapSecond(second))
        {
            _beforeUnknownLeap ??= _offset;
            IsCounting = false;
            AgreeingSeconds = 0;
            return true;
        }

        AgreeingSeconds = 0;
        Disagreements++;
        DisagreementSeconds = difference;
        return false;
    }

    private void CountAgreement(long edge, int needed)
    {
        if (edge <= _lastAgreed && AgreeingSeconds > 0)
        {
            return;
        }

        // While the edges count, a second without a message takes nothing away.
        AgreeingSeconds = edge == _lastAgreed + 1 || IsCounting ? AgreeingSeconds + 1 : 1;
        _lastAgreed = edge;
        if (!IsCounting && AgreeingSeconds >= Math.Max(needed, secondsToAgree))
        {
            IsCounting = true;
            TellUnknownLeap();
        }
    }

    private void TellUnknownLeap()
    {
        if (_beforeUnknownLeap is long before)
        {
            LeapSeconds += before - _offset;
            _beforeUnknownLeap = null;
        }
    }
}
