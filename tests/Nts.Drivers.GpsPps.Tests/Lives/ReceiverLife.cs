using System;
using System.Collections.Generic;
using System.Globalization;
using Nts.Discipline;
using Nts.Gnss;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Lives;

/// <summary>Some minutes in the life of a random receiver, in virtual time: its edges and messages into a pairing, each label against the truth.</summary>
internal sealed class ReceiverLife
{
    /// <summary>Noise that falls within 500 ppm of a pulse is taken for it, by this much after the longest gap.</summary>
    private const double LargestError = 0.006;
    private const long GpsEpoch = 315_964_800;
    private const long Week = 604_800;
    private const int LeapSeconds = 18;

    private readonly Random _random;
    private readonly LifePlan _plan;
    private readonly PulsePairing _pairing;
    private readonly Line _line;
    private readonly PriorityQueue<Action, double> _deliveries = new();
    private readonly double _freePhase;
    private uint _sequence;
    private int _labels;
    private double? _firstLabel;
    private string? _wrong;

    private ReceiverLife(int seed)
    {
        _random = new Random(seed);
        _plan = LifePlan.Draw(_random);
        _line = new Line(_plan.BaudRate, _plan.Buffer);
        _freePhase = _random.NextDouble();
        TimeWitness? witness = _plan.Witness is double uncertainty
            ? new TimeWitness(Utc(0) + NtpDuration.FromSeconds(_plan.WitnessError), At(0), NtpDuration.FromSeconds(uncertainty))
            : null;
        _pairing = new PulsePairing(new PairingOptions { Witness = witness });
    }

    private bool IsTiming => _plan.Family is Family.TimingUtc or Family.TimingGps;

    private bool IsUbx => _plan.Family is Family.TimingUtc or Family.TimingGps or Family.Navigation;

    public static LifeResult Run(int seed)
    {
        ReceiverLife life = new(seed);
        life.Live();
        return new LifeResult(life._plan, life._labels, life._firstLabel, life._wrong, life._pairing.State);
    }

    private static MonotonicTime At(double time) => MonotonicTime.FromNanoseconds(1_000_000_000_000 + (long)Math.Round(time * 1e9));

    private static double Time(MonotonicTime at) => (at.Nanoseconds - 1_000_000_000_000) / 1e9;

    /// <summary>The true UTC of a second of this life; the leap second itself comes out as 0 of the next day.</summary>
    private PosixTime Utc(long second) => PosixTime.FromSeconds(_plan.Start + second - (IsAfterLeap(second) ? _plan.Leap : 0));

    private bool IsAfterLeap(long second) => _plan.Leap > 0 ? second > _plan.LeapAt : second >= _plan.LeapAt - 1;

    private bool IsLeapSecond(long second) => _plan.Leap > 0 && second == _plan.LeapAt;

    private bool Chance(double share) => _random.NextDouble() < share;

    private double Between(double least, double most) => least + (_random.NextDouble() * (most - least));

    private double Exponential(double mean) => -mean * Math.Log(1 - _random.NextDouble());

    private bool HasFix(double time) =>
        time >= _plan.FixAfter && !(_plan.ResetAt is double reset && time >= reset && time < reset + _plan.ResetLength);

    private void Live()
    {
        _pairing.OnSchedule(_plan.Schedule);
        if (IsTiming)
        {
            _pairing.OnLeap(new LeapReport(LeapSeconds, LeapSource.Gps, 0, null, At(0)));
        }

        for (int second = 0; second < _plan.Seconds; second++)
        {
            if (IsTiming && second - 2 == _plan.LeapAt)
            {
                _pairing.OnLeap(new LeapReport(LeapSeconds + _plan.Leap, LeapSource.Gps, 0, null, At(second)));
            }

            PlanPulse(second);
            PlanMessages(second);
            while (_deliveries.TryPeek(out Action? deliver, out double at) && at <= second + 1)
            {
                _deliveries.Dequeue();
                deliver();
            }
        }
    }

    private void PlanPulse(int second)
    {
        bool isGap = _plan.PulseGapAt is double gap && second >= gap && second < gap + _plan.PulseGapLength;
        if (isGap || Chance(_plan.MissingPulses))
        {
            _sequence += Chance(0.5) ? 1u : 0u;
            return;
        }

        double time = second + (HasFix(second) ? 0 : _freePhase) + 5e-6 + Exponential(2e-6);
        bool isInverted = _plan.PulseLength > 0.3;
        EdgeDirection leading = _plan.Capture is CapturedEdges.Both && isInverted ? EdgeDirection.Falling : EdgeDirection.Rising;
        EdgeDirection trailing = _plan.Capture is not CapturedEdges.Both ? EdgeDirection.Rising : isInverted ? EdgeDirection.Rising : EdgeDirection.Falling;
        if (_plan.Capture is not CapturedEdges.Trailing)
        {
            PlanEdge(time, leading);
        }

        if (_plan.Capture is not CapturedEdges.Leading)
        {
            PlanEdge(time + _plan.PulseLength, trailing);
        }

        if (Chance(_plan.StrayEdges))
        {
            PlanEdge(time + (Chance(0.5) ? Between(1e-5, 0.02) : Between(0.02, 0.99)), leading);
        }
    }

    private void PlanEdge(double time, EdgeDirection direction)
    {
        double latency = Chance(0.01) ? Between(0, 0.06) : Exponential(1e-4);
        double step = Chance(_plan.WrongStamps) ? Chance(0.3) ? _random.Next(-2, 3) : Between(-3, 3) : 0;
        uint sequence = _sequence++;
        _deliveries.Enqueue(() => Deliver(new PulseEdge(PosixTime.FromSeconds(_plan.Start) + NtpDuration.FromSeconds(time), At(time + step), sequence) { Direction = direction }), time + latency);
    }

    private void PlanMessages(int second)
    {
        int epochs = _plan.Family is Family.FiveHertz ? 5 : 1;
        double wander = _firstLabel is double first ? _plan.DelayWander * Math.Sin((second - first) / 40) : 0;
        double stall = Chance(_plan.Stalls) ? Between(0, 0.9) : 0;
        bool isSilent = _plan.ResetAt is double reset && second >= reset && second < reset + (_plan.ResetLength / 2);
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            double at = second + ((double)epoch / epochs);
            double ready = at + Math.Max(0.002, _plan.Delay + wander + (_plan.DelayJitter * Gaussian()));
            if (!isSilent && _line.HasRoom(ready))
            {
                SendEpoch(second, (double)epoch / epochs, ready, stall);
            }
        }
    }

    private void SendEpoch(int second, double fraction, double ready, double stall)
    {
        if (IsTiming)
        {
            Send(ready, 24, stall, sent => TellPulse(second, sent.Arrival, sent.IsBusy));
        }

        MessageKind[] kinds = IsUbx ? [MessageKind.NavPvt, MessageKind.NavTimeUtc] : [MessageKind.Rmc, MessageKind.Zda];
        PosixTime utc = Stated(second) + NtpDuration.FromSeconds(fraction + (IsUbx ? Between(-3e-4, 3e-4) : 0));
        bool hasFix = HasFix(second);
        Tell(kinds[0]);
        Send(ready, (int)(_plan.BurstBytes * Between(0.9, 1.1)) / (_plan.Family is Family.FiveHertz ? 5 : 1), stall, null);
        Tell(kinds[1]);

        void Tell(MessageKind kind)
        {
            PosixTime said = Chance(_plan.ForgedMessages) ? Forge(utc) : utc;
            Send(ready, 70, stall, sent => Tell2(kind, said, sent));
        }

        void Tell2(MessageKind kind, PosixTime said, (double End, double Arrival, double Burst, bool IsBusy) sent)
        {
            _pairing.IsLineBusy = sent.IsBusy;
            PosixTime local = Utc(0) + NtpDuration.FromSeconds(sent.Burst);

            // The gate asks nobody about a receiver that knows UTC: what it would keep out is not to be its merit here.
            TimeReport report = new(kind, said, hasFix, hasFix, null, IsLeapSecond(second) && _plan.LeapDisplay is LeapDisplay.Sixty, At(sent.Burst), At(sent.Arrival));
            _ = _pairing.OnTime(report, local);
        }
    }

    private double Gaussian() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private void Send(double ready, int bytes, double stall, Action<(double End, double Arrival, double Burst, bool IsBusy)>? deliver)
    {
        (double End, double Arrival, double Burst, bool IsBusy) sent = _line.Send(ready, bytes, stall);
        if (deliver is not null && !Chance(_plan.LostMessages))
        {
            _deliveries.Enqueue(() => deliver(sent), sent.End + Exponential(1e-3));
        }
    }

    /// <summary>What the receiver says the second is.</summary>
    private PosixTime Stated(int second)
    {
        PosixTime truth = Utc(second);
        NtpDuration wrong = NtpDuration.Zero;
        if (!HasFix(second))
        {
            return Chance(0.5) ? PosixTime.FromSeconds(GpsEpoch + second) : truth + NtpDuration.FromSeconds(_random.Next(-5, 5));
        }

        // Only a receiver whose pulses were labelled before: whether a first time can be believed is the gate's business.
        if (_plan.ResetAt is double reset && second >= reset && second < reset + _plan.ResetLength + 20 && _firstLabel < reset)
        {
            wrong = NtpDuration.FromSeconds(_plan.WrongAfterReset);
        }

        int away = second - _plan.LeapAt;
        int shown = _plan.Leap <= 0
            ? _plan.Leap < 0 && _plan.LeapDisplay is LeapDisplay.Late && away is >= -1 and < 4 ? -1 : 0
            : _plan.LeapDisplay switch
            {
                LeapDisplay.FiftyNineTwice => away == 0 ? -1 : 0,
                LeapDisplay.Late => away is > 0 and < 4 ? 1 : 0,
                _ => 0,
            };
        return truth + wrong + NtpDuration.FromSeconds(shown);
    }

    /// <summary>A time with one digit changed.</summary>
    private PosixTime Forge(PosixTime utc)
    {
        int[] digits = [1, -1, 2, 10, -10, 60, -60, 3600, -3600, 86_400, -86_400];
        return utc + NtpDuration.FromSeconds(digits[_random.Next(digits.Length)]);
    }

    private void TellPulse(int second, double arrival, bool isBusy)
    {
        bool isGps = _plan.Family is Family.TimingGps;
        bool hasFix = HasFix(second);
        PosixTime next = Stated(second + 1);
        int leap = isGps ? LeapSeconds + (IsAfterLeap(second + 1) ? _plan.Leap : 0) : 0;
        long sinceEpoch = next.WholeSeconds - GpsEpoch + leap;
        _pairing.IsLineBusy = isBusy;
        _pairing.OnPulseReport(new PulseReport(NtpDuration.FromSeconds(sinceEpoch % Week), (int)(sinceEpoch / Week), !isGps, hasFix, _random.Next(-10_000, 10_000), At(arrival)));
    }

    private void Deliver(in PulseEdge edge)
    {
        _pairing.OnEdge(edge, out LabelledPulse? pulse);
        if (pulse is not LabelledPulse labelled)
        {
            return;
        }

        double time = Time(edge.At);
        _labels++;
        _firstLabel ??= time - _plan.FixAfter;
        long second = (long)Math.Round(time);
        double error = (labelled.Second - Utc(second)).TotalSeconds - (time - second);
        if (Math.Abs(error) > LargestError || IsLeapSecond(second))
        {
            _wrong ??= string.Create(CultureInfo.InvariantCulture, $"edge at {time:0.000000} s, true second {Utc(second)}, label {labelled.Second} ({error:+0.000;-0.000} s)");
        }
    }
}
