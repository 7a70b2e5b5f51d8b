using System;
using System.Linq;
using Nts.Time;

namespace Nts.Discipline;

/// <summary>Estimates the free-running clock from pulses, with the wander of its frequency unknown.</summary>
/// <remarks>
/// A bank of Kalman filters, one for each size of the wander, sees the same pulses. Each is weighted by how well it foretold the recent ones
/// (likelihood with exponential forgetting), and the estimate is the weighted mean. A quiet clock is so averaged for minutes, and one that
/// warms up is followed within seconds, with nothing to configure. <see cref="ClockEstimate"/> has the mathematics, <see cref="StampNoise"/>
/// what a late stamp is worth, <see cref="ThermalResponse"/> what temperature does.
/// </remarks>
internal sealed class ClockFilter
{
    /// <summary>Smallest wander √A in the bank, in s/s for one second.</summary>
    private const double LeastWander = 1e-11;

    /// <summary>Step between the wanders √A of two neighbours in the bank.</summary>
    private const double WanderStep = 2;

    /// <summary>Sizes in the bank: up to 1.6e-7.</summary>
    private const int BankSize = 15;

    /// <summary>Pulses after which what a pulse said of the wander is forgotten to 1/e.</summary>
    private const double Memory = 4000;

    /// <summary>Without a pulse for so long, a temperature is taken in when it comes and not with the next pulse.</summary>
    private static readonly NtpDuration Silence = NtpDuration.FromSeconds(3);

    private readonly Member[] _bank = [.. Enumerable.Range(0, BankSize).Select(static i => new Member(Math.Pow(LeastWander * Math.Pow(WanderStep, i), 2)))];
    private readonly StampShape _shape = new();
    private readonly ThermalResponse _thermal = new();
    private MonotonicTime _at;
    private double _heatPhase;
    private double _heatFrequency;
    private ClockEstimate _mean;
    private ThermalEffect _meanEffect;
    private ThermalEffect _effectSince;

    /// <summary>Starts with every wander equally likely.</summary>
    public ClockFilter() => Weigh();

    /// <summary>Whether there has been a measurement.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>The moment of the last measurement.</summary>
    public MonotonicTime MeasuredAt { get; private set; }

    /// <summary>The estimate at the last measurement, with all measurements up to it.</summary>
    public ClockEstimate Measured { get; private set; }

    /// <summary>Weighted mean of A, in s²/s³.</summary>
    public double Wander { get; private set; }

    /// <summary>How the frequency depends on the temperature, and which it is; null without a temperature.</summary>
    public ThermalMemory? Temperature => _thermal.Memory;

    /// <summary>Distribution of a stamp's error.</summary>
    /// <param name="variance">Its variance, s².</param>
    public StampNoise Noise(double variance) => _shape.Noise(variance);

    /// <summary>Starts again from one measurement; what is known of wander, stamps and temperature stays.</summary>
    /// <param name="at">When it was taken.</param>
    /// <param name="initial">Phase and frequency with their variances.</param>
    public void Restart(MonotonicTime at, in ClockEstimate initial)
    {
        foreach (ref Member member in _bank.AsSpan())
        {
            (member.Estimate, member.Effect) = (initial, default);
        }

        HasStarted = true;
        MeasuredAt = _at = at;
        Average();
        Measured = At(at);
    }

    /// <summary>Goes on, right after the start, from what an earlier run learnt of the temperature, when the frequency was as it was given at the start.</summary>
    /// <param name="memory">What it learnt.</param>
    /// <param name="age">Seconds since then.</param>
    public void Remember(in ThermalMemory memory, double age)
    {
        _thermal.Remember(memory, age);
        Advance(MeasuredAt);
        Measured = At(MeasuredAt);
    }

    /// <summary>Estimate for a moment, from the measurements so far and the temperature as it was last read.</summary>
    public ClockEstimate At(MonotonicTime moment)
    {
        // Mean and covariance of the whole bank move as those of one filter with the mean wander do, because all that is done to them is linear.
        double seconds = (moment - _at).TotalSeconds;
        ClockEstimate estimate = _thermal.Widen(_mean.After(seconds, Wander), _meanEffect.After(seconds));
        return estimate with { Phase = estimate.Phase + _shape.Residual };
    }

    /// <summary>One standard deviation of what the temperature has done to the phase since the last measurement, as far as the coefficients are not known, seconds.</summary>
    public double ThermalDeviationAt(MonotonicTime moment) => Math.Sqrt(_thermal.PhaseVariance(_effectSince.After((moment - _at).TotalSeconds)));

    /// <summary>The same without what all changes of the temperature since the start have done, each with the coefficients that were in force.</summary>
    public ClockEstimate RestAt(MonotonicTime moment)
    {
        ClockEstimate estimate = At(moment);
        double heatPhase = _heatPhase + ((moment - _at).TotalSeconds * _heatFrequency);
        return estimate with { Phase = estimate.Phase - heatPhase, Frequency = estimate.Frequency - _heatFrequency };
    }

    /// <summary>Takes a measurement in.</summary>
    /// <param name="at">When it was taken, not before <see cref="MeasuredAt"/>.</param>
    /// <param name="phase">Phase of the free-running clock in seconds.</param>
    /// <param name="variance">Variance of the measurement in s².</param>
    public void Measure(MonotonicTime at, double phase, double variance)
    {
        Advance(at);
        MeasuredAt = at;
        StampNoise noise = Noise(variance);
        Correct(_thermal.Learn(noise, phase - _mean.Phase, _mean.PhaseVariance, _meanEffect));
        _shape.Add(phase - _mean.Phase, _mean.PhaseVariance, variance);
        foreach (ref Member member in _bank.AsSpan())
        {
            Evidence evidence = noise.Of(phase - member.Estimate.Phase, member.Estimate.PhaseVariance);
            member.LogLikelihood = (member.LogLikelihood * (1 - (1 / Memory))) + evidence.LogLikelihood;
            member.Effect = member.Effect.With(member.Estimate, evidence.Information);
            member.Estimate = member.Estimate.With(evidence);
        }

        Weigh();
        Measured = At(at);
        _effectSince = default;
    }

    /// <summary>Takes in a temperature near the crystal.</summary>
    /// <param name="celsius">Degrees Celsius.</param>
    /// <param name="at">When it was read.</param>
    public void OnTemperature(double celsius, MonotonicTime at)
    {
        _thermal.Read(celsius, at);
        if (HasStarted && at - MeasuredAt > Silence)
        {
            Advance(at);
        }
    }

    /// <summary>Moves the phase because the clock was stepped, or its uncertainty because the clock is seen to have moved.</summary>
    /// <param name="phase">What is added to the phase, seconds.</param>
    /// <param name="phaseVariance">What is added to its variance, s².</param>
    /// <param name="frequencyVariance">What is added to the frequency's variance.</param>
    public void Disturb(double phase, double phaseVariance, double frequencyVariance)
    {
        foreach (ref Member member in _bank.AsSpan())
        {
            member.Estimate = Disturbed(member.Estimate);
        }

        Measured = Disturbed(Measured);
        Average();

        ClockEstimate Disturbed(in ClockEstimate e) => e with
        {
            Phase = e.Phase + phase,
            PhaseVariance = e.PhaseVariance + phaseVariance,
            FrequencyVariance = e.FrequencyVariance + frequencyVariance,
        };
    }

    private void Advance(MonotonicTime at)
    {
        double seconds = (at - _at).TotalSeconds;
        ThermalChange change = _thermal.Take();
        double frequency = _thermal.Frequency(change);
        _heatPhase += seconds * _heatFrequency;
        _heatFrequency += frequency;
        _effectSince = _effectSince.After(seconds).With(change);
        _at = at;
        foreach (ref Member member in _bank.AsSpan())
        {
            ClockEstimate later = member.Estimate.After(seconds, member.Wander);
            member.Estimate = later with { Frequency = later.Frequency + frequency };
            member.Effect = member.Effect.After(seconds).With(change);
        }

        Average();
    }

    /// <summary>Gives the estimates the values that they would have had with the coefficients that are now known.</summary>
    private void Correct(ThermalChange coefficients)
    {
        foreach (ref Member member in _bank.AsSpan())
        {
            member.Estimate = member.Effect.Apply(member.Estimate, coefficients);
        }

        _mean = _meanEffect.Apply(_mean, coefficients);
    }

    private void Weigh()
    {
        double best = double.NegativeInfinity;
        foreach (ref readonly Member member in _bank.AsSpan())
        {
            best = Math.Max(best, member.LogLikelihood);
        }

        double sum = 0;
        foreach (ref Member member in _bank.AsSpan())
        {
            member.Weight = Math.Exp(member.LogLikelihood - best);
            sum += member.Weight;
        }

        foreach (ref Member member in _bank.AsSpan())
        {
            member.Weight /= sum;
        }

        Average();
    }

    private void Average()
    {
        (double phase, double frequency, double wander) = (0, 0, 0);
        ThermalEffect effect = default;
        foreach (ref readonly Member member in _bank.AsSpan())
        {
            phase += member.Weight * member.Estimate.Phase;
            frequency += member.Weight * member.Estimate.Frequency;
            wander += member.Weight * member.Wander;
            effect = effect.Plus(member.Effect, member.Weight);
        }

        (double phaseVariance, double covariance, double frequencyVariance) = (0, 0, 0);
        foreach (ref readonly Member member in _bank.AsSpan())
        {
            ClockEstimate e = member.Estimate;
            double x = e.Phase - phase;
            double y = e.Frequency - frequency;
            phaseVariance += member.Weight * (e.PhaseVariance + (x * x));
            covariance += member.Weight * (e.Covariance + (x * y));
            frequencyVariance += member.Weight * (e.FrequencyVariance + (y * y));
        }

        _mean = new ClockEstimate(phase, frequency, phaseVariance, covariance, frequencyVariance);
        _meanEffect = effect;
        Wander = wander;
    }

    /// <summary>One filter of the bank.</summary>
    /// <param name="wander">Its A.</param>
    private struct Member(double wander)
    {
        public readonly double Wander = wander;
        public ClockEstimate Estimate;
        public ThermalEffect Effect;
        public double LogLikelihood;
        public double Weight;
    }
}
