using System;
using System.Linq;
using Nts.Time;

namespace Nts.Discipline;

/// <summary>Estimates the free-running clock from pulses, with the wander of its frequency unknown.</summary>
/// <remarks>
/// A bank of Kalman filters, one for each size of the wander, sees the same pulses. Each is weighted by how well it foretold the recent ones
/// (likelihood with exponential forgetting), and the estimate is the weighted mean. A quiet clock is so averaged for minutes, and one that
/// warms up is followed within seconds, with nothing to configure. See <see cref="ClockEstimate"/> for the mathematics.
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

    private readonly double[] _wander =
        [.. Enumerable.Range(0, BankSize).Select(static i => Math.Pow(LeastWander * Math.Pow(WanderStep, i), 2))];
    private readonly ClockEstimate[] _bank = new ClockEstimate[BankSize];
    private readonly double[] _logLikelihood = new double[BankSize];
    private readonly double[] _weight = new double[BankSize];

    /// <summary>Starts with every wander equally likely.</summary>
    public ClockFilter() => Weigh();

    /// <summary>Whether there has been a measurement.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>The moment of the last measurement.</summary>
    public MonotonicTime MeasuredAt { get; private set; }

    /// <summary>Weighted mean of A, in s²/s³.</summary>
    public double Wander
    {
        get
        {
            double wander = 0;
            for (int i = 0; i < BankSize; i++)
            {
                wander += _weight[i] * _wander[i];
            }

            return wander;
        }
    }

    /// <summary>Starts again from one measurement; what is known of the wander stays.</summary>
    /// <param name="at">When it was taken.</param>
    /// <param name="initial">Phase and frequency with their variances.</param>
    public void Restart(MonotonicTime at, in ClockEstimate initial)
    {
        Array.Fill(_bank, initial);
        HasStarted = true;
        MeasuredAt = at;
    }

    /// <summary>Estimate for a moment, from the measurements so far.</summary>
    public ClockEstimate At(MonotonicTime moment)
    {
        double seconds = (moment - MeasuredAt).TotalSeconds;
        double phase = 0;
        double frequency = 0;
        Span<ClockEstimate> later = stackalloc ClockEstimate[BankSize];
        for (int i = 0; i < BankSize; i++)
        {
            later[i] = _bank[i].After(seconds, _wander[i]);
            phase += _weight[i] * later[i].Phase;
            frequency += _weight[i] * later[i].Frequency;
        }

        double phaseVariance = 0;
        double covariance = 0;
        double frequencyVariance = 0;
        for (int i = 0; i < BankSize; i++)
        {
            double x = later[i].Phase - phase;
            double y = later[i].Frequency - frequency;
            phaseVariance += _weight[i] * (later[i].PhaseVariance + (x * x));
            covariance += _weight[i] * (later[i].Covariance + (x * y));
            frequencyVariance += _weight[i] * (later[i].FrequencyVariance + (y * y));
        }

        return new ClockEstimate(phase, frequency, phaseVariance, covariance, frequencyVariance);
    }

    /// <summary>Takes a measurement in.</summary>
    /// <param name="at">When it was taken, not before <see cref="MeasuredAt"/>.</param>
    /// <param name="phase">Phase of the free-running clock in seconds.</param>
    /// <param name="variance">Variance of the measurement in s².</param>
    public void Measure(MonotonicTime at, double phase, double variance)
    {
        double seconds = (at - MeasuredAt).TotalSeconds;
        for (int i = 0; i < BankSize; i++)
        {
            ClockEstimate predicted = _bank[i].After(seconds, _wander[i]);
            _logLikelihood[i] = (_logLikelihood[i] * (1 - (1 / Memory))) + predicted.LogLikelihood(phase, variance);
            _bank[i] = predicted.With(phase, variance);
        }

        MeasuredAt = at;
        Weigh();
    }

    /// <summary>Moves the phase because the clock was stepped, or its uncertainty because the clock is seen to have moved.</summary>
    /// <param name="phase">What is added to the phase, seconds.</param>
    /// <param name="phaseVariance">What is added to its variance, s².</param>
    /// <param name="frequencyVariance">What is added to the frequency's variance.</param>
    public void Disturb(double phase, double phaseVariance, double frequencyVariance)
    {
        for (int i = 0; i < BankSize; i++)
        {
            ClockEstimate e = _bank[i];
            _bank[i] = e with
            {
                Phase = e.Phase + phase,
                PhaseVariance = e.PhaseVariance + phaseVariance,
                FrequencyVariance = e.FrequencyVariance + frequencyVariance,
            };
        }
    }

    private void Weigh()
    {
        double best = _logLikelihood.Max();
        double sum = 0;
        for (int i = 0; i < BankSize; i++)
        {
            _weight[i] = Math.Exp(_logLikelihood[i] - best);
            sum += _weight[i];
        }

        for (int i = 0; i < BankSize; i++)
        {
            _weight[i] /= sum;
        }
    }
}
