using System;
using System.Globalization;
using Nts.Simulation;
using Nts.Time;

namespace Nts.Vm;

/// <summary>What the world is like outside of the machine. Written <c>jitter=1e-6</c>, in seconds and seconds per second.</summary>
internal sealed record WorldOptions
{
    /// <summary>True time minus CLOCK_REALTIME at the start.</summary>
    public NtpDuration Ahead { get; init; } = NtpDuration.FromMilliseconds(300);

    /// <summary>The crystal whose error CLOCK_MONOTONIC_RAW has: true time is made to fit it.</summary>
    public OscillatorModel Crystal { get; init; } = new() { FrequencyError = -20e-6, Wander = 0 };

    /// <summary>What is added to the pulses on purpose.</summary>
    public PulseModel Pulse { get; init; } = new() { Jitter = 0 };

    /// <summary>The line is raised earlier by this, so that the kernel's stamp is at the second: what it takes from the write to the stamp.</summary>
    public NtpDuration Lead { get; init; }

    /// <summary>The receiver sends NMEA alone.</summary>
    public bool IsNmeaOnly { get; init; }

    /// <summary>A leap second that the receiver announces, written <c>insert=</c> or <c>delete=</c> the first second after it.</summary>
    public LeapSchedule Leap { get; init; }

    /// <summary>A right clock smears the leap second over so long; zero: it carries it out.</summary>
    public NtpDuration Smear { get; init; }

    /// <summary>Seed of crystal and pulses: the same numbers second by second for the same seed.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The options that a command line names.</summary>
    /// <exception cref="FormatException">A word is no option.</exception>
    public static WorldOptions Parse(ReadOnlySpan<string> words)
    {
        WorldOptions options = new();
        foreach (string word in words)
        {
            string[] pair = word.Split('=', 2);
            double value = double.Parse(pair[^1], CultureInfo.InvariantCulture);
            options = pair[0] switch
            {
                "ahead" => options with { Ahead = NtpDuration.FromSeconds(value) },
                "frequency" => options with { Crystal = options.Crystal with { FrequencyError = value } },
                "wander" => options with { Crystal = options.Crystal with { Wander = value } },
                "jitter" => options with { Pulse = options.Pulse with { Jitter = value } },
                "tail" => options with { Pulse = options.Pulse with { Tail = value } },
                "latency" => options with { Pulse = options.Pulse with { Latency = value } },
                "lead" => options with { Lead = NtpDuration.FromSeconds(value) },
                "nmea" => options with { IsNmeaOnly = value != 0 },
                "insert" or "delete" => options with { Leap = new LeapSchedule(pair[0] is "insert" ? 1 : -1, PosixTime.FromSeconds((long)value), default) },
                "smear" => options with { Smear = NtpDuration.FromSeconds(value) },
                "seed" => options with { Seed = (int)value },
                _ => throw new FormatException($"no such option: {word}"),
            };
        }

        return options;
    }
}
