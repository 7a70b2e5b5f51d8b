using System;
using Nts.Discipline;
using Nts.Time;

namespace Nts.Simulation;

/// <summary>What a simulation runs: a crystal, a pulse path, the discipline's limits. Seconds and seconds per second throughout.</summary>
public sealed record Scenario
{
    /// <summary>Simulated time in seconds.</summary>
    public long Seconds { get; init; } = 3600;

    /// <summary>Error statistics start here.</summary>
    public long StatisticsFrom { get; init; } = 600;

    /// <summary>Local minus true time at the start.</summary>
    public double InitialError { get; init; } = 0.3;

    /// <summary>Frequency error of the crystal at the start.</summary>
    public double FrequencyError { get; init; } = 20e-6;

    /// <summary>Random walk of the frequency in one second.</summary>
    public double Wander { get; init; } = 1e-9;

    /// <summary>White noise of the frequency from second to second.</summary>
    public double WhiteFrequencyNoise { get; init; }

    /// <summary>Amplitude of the frequency's sine.</summary>
    public double ThermalAmplitude { get; init; }

    /// <summary>Period of the frequency's sine.</summary>
    public double ThermalPeriod { get; init; } = 86_400;

    /// <summary>Constant lateness of the stamps.</summary>
    public double Latency { get; init; }

    /// <summary>Deviation of the stamps' normal noise.</summary>
    public double Jitter { get; init; } = 1e-6;

    /// <summary>Mean of the stamps' exponential late tail.</summary>
    public double Tail { get; init; }

    /// <summary>Chance that a stamp is 50 to 100 µs late.</summary>
    public double Stalls { get; init; }

    /// <summary>Chance that a pulse is missing.</summary>
    public double Missing { get; init; }

    /// <summary>Chance that a second pulse follows at any time within the second.</summary>
    public double Doubles { get; init; }

    /// <summary>Whether pulses come at all in a second.</summary>
    public Predicate<long> HasPulse { get; init; } = static _ => true;

    /// <summary>How late the receiver itself puts the pulse of a second.</summary>
    public Func<long, double> ReceiverError { get; init; } = static _ => 0;

    /// <summary>By how many seconds the receiver's label of a pulse is too high.</summary>
    public Func<long, int> LabelError { get; init; } = static _ => 0;

    /// <summary>Seconds until the receiver's pulses start; sentences come before.</summary>
    public long FirstPulse { get; init; } = 5;

    /// <summary>The discipline's limits; no systematic error to hide behind unless the scenario has one.</summary>
    public DisciplineOptions Options { get; init; } = new() { StampUncertainty = NtpDuration.Zero };
}
