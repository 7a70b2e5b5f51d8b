using System.Collections.Generic;
using Nts.Discipline;
using Nts.Time;

namespace Nts.Simulation;

/// <summary>What a simulation runs: a crystal, a pulse path, a receiver, the discipline's limits. Seconds and seconds per second throughout.</summary>
public sealed record Scenario
{
    /// <summary>Simulated time in seconds.</summary>
    public long Seconds { get; init; } = 3600;

    /// <summary>Error statistics start here.</summary>
    public long StatisticsFrom { get; init; } = 600;

    /// <summary>Local minus true time at the start.</summary>
    public double InitialError { get; init; } = 0.3;

    /// <summary>Stretches in which the machine is off. Afterwards the clock starts with <see cref="InitialError"/> again, and the program anew.</summary>
    public IReadOnlyList<Stretch> Restarts { get; init; } = [];

    /// <summary>Whether what was learnt survives that.</summary>
    public bool HasMemory { get; init; } = true;

    /// <summary>By how much the remembered frequency is wrong then, s/s: another crystal, or another temperature.</summary>
    public double MemoryError { get; init; }

    /// <summary>The crystal that the clock runs on.</summary>
    public OscillatorModel Oscillator { get; init; } = new();

    /// <summary>What is warm, and which thermometer sees it.</summary>
    public TemperatureModel Temperature { get; init; } = new();

    /// <summary>What happens to a pulse between the receiver's pin and the stamp.</summary>
    public PulseModel Pulse { get; init; } = new();

    /// <summary>What the receiver does and fails to do.</summary>
    public ReceiverModel Receiver { get; init; } = new();

    /// <summary>A client that asks for the time, and the way to it.</summary>
    public NetworkModel Network { get; init; } = new();

    /// <summary>A leap second.</summary>
    public LeapSecondModel LeapSecond { get; init; } = new();

    /// <summary>The discipline's limits; no systematic error to hide behind unless the scenario has one.</summary>
    public DisciplineOptions Options { get; init; } = new() { StampUncertainty = NtpDuration.Zero };
}
