using System;

namespace Nts.Drivers.GpsPps;

/// <summary>Which second each edge marks: learnt from messages, then counted by the edges and only checked by messages.</summary>
/// <param name="secondsToAgree">Consecutive seconds that must agree before the count is used, and after a disagreement.</param>
internal sealed class SecondCount(int secondsToAgree)
{
    private long _secondOfEdgeZero;
    private long _lastAgreed;

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

    /// <summary>Leap seconds that the count has followed: +1 for each inserted, −1 for each deleted.</summary>
    public long LeapSeconds { get; private set; }

    /// <summary>Starts anew, because the edges do.</summary>
    public void Restart()
    {
        IsCounting = false;
        AgreeingSeconds = 0;
    }

    /// <summary>The second that an edge marks, since 1970; null where a leap second may fall or the count may not be used.</summary>
    public long? SecondOf(long edge) => IsAgreed && !MayBeLeapSecond(_secondOfEdgeZero + edge) ? _secondOfEdgeZero + edge : null;

    /// <summary>Takes in what a message says of an edge. Returns whether the count is of the same mind, or has followed.</summary>
    /// <param name="edge">The number of the edge.</param>
    /// <param name="second">The second that it marks by the message, since 1970.</param>
    public bool Vote(long edge, long second)
    {
        long difference = second - edge - _secondOfEdgeZero;
        if (difference != 0 && IsCounting)
        {
            return Contradict(edge, difference);
        }

        if (difference != 0)
        {
            _secondOfEdgeZero += difference;
            AgreeingSeconds = 0;
        }

        CountAgreement(edge);
        return true;
    }

    /// <summary>Whether a leap second may fall on or just before a second: at a month's first midnight.</summary>
    private static bool MayBeLeapSecond(long second)
    {
        DateTime near = DateTime.UnixEpoch.AddSeconds(second + 1);
        return near.Day == 1 && near.TimeOfDay.TotalSeconds <= 3;
    }

    private bool Contradict(long edge, long difference)
    {
        if (difference is 1 or -1 && MayBeLeapSecond(_secondOfEdgeZero + edge))
        {
            _secondOfEdgeZero += difference;
            LeapSeconds -= difference;
            return true;
        }

        AgreeingSeconds = 0;
        Disagreements++;
        DisagreementSeconds = difference;
        return false;
    }

    private void CountAgreement(long edge)
    {
        if (edge > _lastAgreed || AgreeingSeconds == 0)
        {
            // While the edges count, a second without a message takes nothing away.
            AgreeingSeconds = edge == _lastAgreed + 1 || IsCounting ? AgreeingSeconds + 1 : 1;
            _lastAgreed = edge;
            IsCounting |= AgreeingSeconds >= secondsToAgree;
        }
    }
}
