using System;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <content>What a message that tells the time does to the count: it teaches it, and later only checks it.</content>
public sealed partial class PulsePairing
{
    private void Take(long second, MonotonicTime burst)
    {
        _lastTime = burst;
        bool isSameEpoch = _lastStated is { } last && last.Second == second && (last.Burst == burst || IsLineBusy);
        _lastStated = (burst, second);
        if (IsLineBusy && _count.MayBeLeapSecond(second))
        {
            // Nothing on such a line would show that a second was inserted: a message might merely have waited.
            _count.Restart();
        }

        if (isSameEpoch || _train.LastAt is not MonotonicTime edge)
        {
            return;
        }

        if (_count.IsCounting || _count.IsLearningAgain)
        {
            Check(second, burst, burst - edge);
        }
        else
        {
            Learn(second, burst, burst - edge);
        }
    }

    /// <summary>Holds a second against the count.</summary>
    private void Check(long second, MonotonicTime burst, NtpDuration sinceEdge)
    {
        if (IsLineBusy && IsMerelyLate(second, sinceEdge))
        {
            _lastVouched = burst;
            return;
        }

        long ahead = SecondsAhead(sinceEdge);
        if (sinceEdge > LongestSilence * 2 || !_count.Vote(_train.Count + ahead, second, _options.SecondsToAgree))
        {
            return;
        }

        _lastVouched = burst;
        _obstacle = null;
        if (!IsLineBusy)
        {
            _delay.Add(sinceEdge - (OneSecond * ahead));
        }
    }

    /// <summary>Seconds from the last edge to the one that makes the delay most usual; never so many that the message would come before it.</summary>
    private long SecondsAhead(NtpDuration sinceEdge)
    {
        NtpDuration usual = _delay.Usual ?? OneSecond.Half();
        long ahead = (long)Math.Round((sinceEdge - usual).TotalSeconds);
        return sinceEdge - (OneSecond * ahead) < -StampError ? ahead - 1 : ahead;
    }

    /// <summary>What the clock read at the edge of a burst; where that edge cannot be told, as near as may be.</summary>
    private LocalReading LocalAtEpoch(MonotonicTime burst, PosixTime localAtBurst)
    {
        NtpDuration half = OneSecond.Half();
        if (IsLineBusy)
        {
            return new LocalReading(localAtBurst - OneSecond, OneSecond);
        }

        if (_train.LastAt is not MonotonicTime edge || (burst - edge).Magnitude > LongestSilence)
        {
            return new LocalReading(localAtBurst - half, half);
        }

        NtpDuration delay = burst - edge - (OneSecond * SecondsAhead(burst - edge));
        return _delay.Usual is null && IsNearEdge(delay)
            ? new LocalReading(localAtBurst - half, half)
            : new LocalReading(localAtBurst - delay, NtpDuration.Zero);
    }

    /// <summary>A message that waited in the receiver for longer than usual, as they do on a line that cannot carry them all.</summary>
    private bool IsMerelyLate(long second, NtpDuration sinceEdge)
    {
        for (long waited = 0; waited <= LongestBacklog.TotalSeconds; waited++)
        {
            long edge = (long)Math.Floor(sinceEdge.TotalSeconds) - waited;
            if (_count.UtcOf(_train.Count + edge) == second)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Learns from a second which edges are which.</summary>
    private void Learn(long second, MonotonicTime burst, NtpDuration sinceEdge)
    {
        // The edge itself may still be on its way: the two come by different threads.
        long ahead = (long)Math.Floor(sinceEdge.TotalSeconds);
        NtpDuration delay = sinceEdge - (OneSecond * ahead);
        if (ahead is < -1 or > 1)
        {
            return;
        }

        long edge = _train.Count + ahead;
        WitnessVerdict verdict = Judge(edge, second);
        if (IsNearEdge(delay) && verdict is not WitnessVerdict.Confirms)
        {
            edge += delay > LongestDelay ? 1 : -1;
            delay += delay > LongestDelay ? -OneSecond : OneSecond;
            WitnessVerdict other = Judge(edge, second);
            if (other is not WitnessVerdict.Confirms)
            {
                Hinder(other is WitnessVerdict.Contradicts && verdict is WitnessVerdict.Contradicts ? _witnesses.Why : PairingState.AmbiguousDelay);
                _margin.Doubt();
                return;
            }

            verdict = other;
        }

        if (verdict is WitnessVerdict.Contradicts)
        {
            Hinder(_witnesses.Why);
        }
        else if (IsLineBusy && verdict is not WitnessVerdict.Confirms)
        {
            Hinder(PairingState.BusyLine);
        }
        else
        {
            LearnFrom(edge, second, delay, burst, isWitnessed: verdict is WitnessVerdict.Confirms);
        }
    }

    private void LearnFrom(long edge, long second, NtpDuration delay, MonotonicTime burst, bool isWitnessed)
    {
        if (!_count.GoesOn(edge, second))
        {
            _margin.StartRun();
            _delay.Clear();
        }

        _margin.Add(delay);
        if (_count.Vote(edge, second, isWitnessed ? _options.SecondsToAgree : _margin.Needed(_options.SecondsToAgree)))
        {
            _lastVouched = burst;
            _obstacle = null;
            if (!IsLineBusy)
            {
                _delay.Add(delay);
            }
        }
    }

    /// <summary>Why this second teaches nothing. What TIM-TP says of the pulses themselves is learnt all the same.</summary>
    private void Hinder(PairingState obstacle)
    {
        _obstacle = obstacle;
        if (_lastPulseVote is not MonotonicTime vote || _lastTime - vote > OneSecond * 2)
        {
            _count.Interrupt();
        }
    }

    private WitnessVerdict Judge(long edge, long second) =>
        _witnesses.Judge(edge, _train.LastAt!.Value + (OneSecond * (edge - _train.Count)), second);
}
