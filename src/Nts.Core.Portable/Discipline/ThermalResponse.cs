using System;
using Nts.Time;

namespace Nts.Discipline;

/// <summary>Learns how the frequency follows a thermometer that is not at the crystal, warms up by another load, and has another lag.</summary>
/// <remarks>
/// Frequency = c₁·T₁ + c₂·T₂ + the rest, with T₁ the reading smoothed over <see cref="QuickLag"/> and T₂ over <see cref="SlowLag"/>: mixed, they
/// make every lag between. The coefficients start at 0 ± <see cref="InitialDeviation"/> and are learnt from the same pulses as the rest
/// (Kalman filter, with the derivatives of <see cref="ThermalEffect"/>). A thermometer that shows nothing of the crystal is so given no weight.
/// </remarks>
internal sealed class ThermalResponse
{
    /// <summary>Smoothing of the quick way, seconds: enough against a coarse reading.</summary>
    private const double QuickLag = 30;

    /// <summary>Smoothing of the slow way, seconds: what it takes to warm a board through.</summary>
    private const double SlowLag = 200;

    /// <summary>What is known of the coefficients beforehand, s/s per °C.</summary>
    private const double InitialDeviation = 0.1e-6;

    /// <summary>Random walk of the coefficients in 1 s: after a day, 1.5e-9 s/s per °C.</summary>
    private const double Walk = 5e-12;

    private MonotonicTime? _readAt;
    private double _quick;
    private double _slow;
    private ThermalChange _taken;
    private double _quickCoefficient;
    private double _slowCoefficient;
    private double _quickVariance = InitialDeviation * InitialDeviation;
    private double _covariance;
    private double _slowVariance = InitialDeviation * InitialDeviation;

    /// <summary>What is learnt, with the temperatures that the estimates count with; null before the first reading.</summary>
    public ThermalMemory? Memory => _readAt is null ? null : new ThermalMemory(
        Way(_taken.Quick, _quickCoefficient, _quickVariance),
        Way(_taken.Slow, _slowCoefficient, _slowVariance),
        Math.Clamp(_covariance / Math.Sqrt(_quickVariance * _slowVariance), -1, 1));

    /// <summary>
    /// Goes on from what an earlier run learnt. The next change of the temperatures is that since then, if there has been a reading; the first to
    /// come later has nothing to do with the frequency at the start.
    /// </summary>
    /// <param name="memory">What it learnt.</param>
    /// <param name="age">Seconds since then.</param>
    public void Remember(in ThermalMemory memory, double age)
    {
        double quick = memory.Quick.Coefficient.Deviation.Ratio;
        double slow = memory.Slow.Coefficient.Deviation.Ratio;
        double walked = Walk * Walk * age;
        (_quickCoefficient, _slowCoefficient) = (memory.Quick.Coefficient.PerDegree.Ratio, memory.Slow.Coefficient.PerDegree.Ratio);
        (_quickVariance, _covariance, _slowVariance) = ((quick * quick) + walked, memory.Correlation * quick * slow, (slow * slow) + walked);
        if (_readAt is not null)
        {
            _taken = new ThermalChange(memory.Quick.Celsius, memory.Slow.Celsius);
        }
    }

    /// <summary>Takes a reading in.</summary>
    public void Read(double celsius, MonotonicTime at)
    {
        if (_readAt is MonotonicTime last)
        {
            double seconds = (at - last).TotalSeconds;
            _quick += (celsius - _quick) * (1 - Math.Exp(-seconds / QuickLag));
            _slow += (celsius - _slow) * (1 - Math.Exp(-seconds / SlowLag));
            _quickVariance += Walk * Walk * seconds;
            _slowVariance += Walk * Walk * seconds;
        }
        else
        {
            (_quick, _slow, _taken) = (celsius, celsius, new ThermalChange(celsius, celsius));
        }

        _readAt = at;
    }

    /// <summary>The change of the temperatures since the last call.</summary>
    public ThermalChange Take()
    {
        ThermalChange change = new(_quick - _taken.Quick, _slow - _taken.Slow);
        _taken = new ThermalChange(_quick, _slow);
        return change;
    }

    /// <summary>The change of the frequency with a change of the temperatures.</summary>
    public double Frequency(ThermalChange temperature) => (_quickCoefficient * temperature.Quick) + (_slowCoefficient * temperature.Slow);

    /// <summary>Learns from a measurement. Returns the change of the coefficients.</summary>
    /// <param name="noise">The stamp's error.</param>
    /// <param name="innovation">Measured minus predicted phase, seconds.</param>
    /// <param name="phaseVariance">Variance of the prediction with the coefficients as they are, s².</param>
    /// <param name="effect">What the coefficients do to the prediction.</param>
    public ThermalChange Learn(in StampNoise noise, double innovation, double phaseVariance, in ThermalEffect effect)
    {
        double quick = (_quickVariance * effect.QuickPhase) + (_covariance * effect.SlowPhase);
        double slow = (_covariance * effect.QuickPhase) + (_slowVariance * effect.SlowPhase);
        Evidence evidence = noise.Of(innovation, phaseVariance + (effect.QuickPhase * quick) + (effect.SlowPhase * slow));
        ThermalChange change = new(quick * evidence.Score, slow * evidence.Score);
        _quickCoefficient += change.Quick;
        _slowCoefficient += change.Slow;
        _quickVariance -= quick * quick * evidence.Information;
        _covariance -= quick * slow * evidence.Information;
        _slowVariance -= slow * slow * evidence.Information;
        return change;
    }

    private static ThermalWay Way(double celsius, double coefficient, double variance) =>
        new(celsius, new TemperatureCoefficient(FrequencyOffset.FromRatio(coefficient), FrequencyOffset.FromRatio(Math.Sqrt(variance))));

    /// <summary>Variance of the phase by the coefficients' uncertainty, s².</summary>
    public double PhaseVariance(in ThermalEffect effect) =>
        (effect.QuickPhase * effect.QuickPhase * _quickVariance) + (2 * effect.QuickPhase * effect.SlowPhase * _covariance) + (effect.SlowPhase * effect.SlowPhase * _slowVariance);

    /// <summary>The estimate with the coefficients' uncertainty in its covariance.</summary>
    public ClockEstimate Widen(in ClockEstimate estimate, in ThermalEffect effect)
    {
        double phaseQuick = (_quickVariance * effect.QuickPhase) + (_covariance * effect.SlowPhase);
        double phaseSlow = (_covariance * effect.QuickPhase) + (_slowVariance * effect.SlowPhase);
        double frequencyQuick = (_quickVariance * effect.QuickFrequency) + (_covariance * effect.SlowFrequency);
        double frequencySlow = (_covariance * effect.QuickFrequency) + (_slowVariance * effect.SlowFrequency);
        return estimate with
        {
            PhaseVariance = estimate.PhaseVariance + (effect.QuickPhase * phaseQuick) + (effect.SlowPhase * phaseSlow),
            Covariance = estimate.Covariance + (effect.QuickFrequency * phaseQuick) + (effect.SlowFrequency * phaseSlow),
            FrequencyVariance = estimate.FrequencyVariance + (effect.QuickFrequency * frequencyQuick) + (effect.SlowFrequency * frequencySlow),
        };
    }
}
