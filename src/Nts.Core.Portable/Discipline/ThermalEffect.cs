namespace Nts.Discipline;

/// <summary>By how much a filter's estimate would differ if the coefficients were larger: its derivatives, for the quick way and the slow one.</summary>
/// <remarks>They follow from the temperatures by the same equations as the estimate follows from the pulses (the two-stage filter of Friedland, 1969).</remarks>
internal readonly record struct ThermalEffect(double QuickPhase, double QuickFrequency, double SlowPhase, double SlowFrequency)
{
    /// <summary>The effect <paramref name="seconds"/> later.</summary>
    public ThermalEffect After(double seconds) =>
        this with { QuickPhase = QuickPhase + (seconds * QuickFrequency), SlowPhase = SlowPhase + (seconds * SlowFrequency) };

    /// <summary>After a change of the temperature.</summary>
    public ThermalEffect With(ThermalChange temperature) =>
        this with { QuickFrequency = QuickFrequency + temperature.Quick, SlowFrequency = SlowFrequency + temperature.Slow };

    /// <summary>After a measurement was taken in.</summary>
    /// <param name="before">The estimate before it.</param>
    /// <param name="information">What it told.</param>
    public ThermalEffect With(in ClockEstimate before, double information)
    {
        double phase = before.PhaseVariance * information;
        double frequency = before.Covariance * information;
        return new ThermalEffect(
            QuickPhase * (1 - phase), QuickFrequency - (frequency * QuickPhase), SlowPhase * (1 - phase), SlowFrequency - (frequency * SlowPhase));
    }

    /// <summary>Sum with a share of another.</summary>
    public ThermalEffect Plus(in ThermalEffect other, double share) => new(
        QuickPhase + (share * other.QuickPhase),
        QuickFrequency + (share * other.QuickFrequency),
        SlowPhase + (share * other.SlowPhase),
        SlowFrequency + (share * other.SlowFrequency));

    /// <summary>The estimate with changed coefficients.</summary>
    public ClockEstimate Apply(in ClockEstimate estimate, ThermalChange coefficients) => estimate with
    {
        Phase = estimate.Phase + (QuickPhase * coefficients.Quick) + (SlowPhase * coefficients.Slow),
        Frequency = estimate.Frequency + (QuickFrequency * coefficients.Quick) + (SlowFrequency * coefficients.Slow),
    };
}
