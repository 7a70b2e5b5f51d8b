using Nts.Discipline;
using Nts.Drivers.GpsPps;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

/// <summary>What a start need not learn again.</summary>
internal sealed record Learnt
{
    /// <summary>How far the interrupts' bias may be off from one start to the next, as far as anybody has seen.</summary>
    private static readonly NtpDuration BiasTolerance = NtpDuration.FromSeconds(0.5e-6);

    /// <summary>Serial delays vary by this without anything being wrong.</summary>
    private static readonly NtpDuration DelayTolerance = NtpDuration.FromMilliseconds(20);

    /// <summary>Where the receiver was found last; null when that is not known.</summary>
    public ReceiverPlace? Place { get; init; }

    /// <summary>Median time from a pulse to its messages. For people alone: which second it is, is never decided by a delay of another day.</summary>
    public NtpDuration? SerialDelay { get; init; }

    /// <summary>Where the pulse came in whose interrupts were measured.</summary>
    public string? PulseSource { get; init; }

    /// <summary>How late those were.</summary>
    public StampBias? InterruptBias { get; init; }

    /// <summary>The clock.</summary>
    public DisciplineMemory? Clock { get; init; }

    /// <summary>Which thermometer showed the clock's temperature; null for none.</summary>
    public string? Thermometer { get; init; }

    /// <summary>The clock, as it is known beside a thermometer: what another one showed says nothing.</summary>
    public DisciplineMemory? ClockBeside(string? thermometer) => thermometer == Thermometer ? Clock : Clock is null ? null : Clock with { Temperature = null };

    /// <summary>The bias of a pulse source, as it was measured last.</summary>
    public StampBias? BiasOf(string source) => source == PulseSource ? InterruptBias : null;

    /// <summary>Whether who goes by this would be off by more than what is known now allows.</summary>
    public bool Misleads(Learnt now) =>
        IsOff(SerialDelay, now.SerialDelay, DelayTolerance)
        || PulseSource != now.PulseSource
        || IsOff(InterruptBias?.Lateness, now.InterruptBias?.Lateness, BiasTolerance)
        || (now.Clock is { } clock && (Clock is null || Clock.Misleads(clock)));

    private static bool IsOff(NtpDuration? then, NtpDuration? now, NtpDuration tolerance) =>
        now is { } known && (then is not { } before || (known - before).Magnitude > tolerance);
}
