using Nts.Appliance.Status;
using Nts.Discipline;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

/// <summary>States and reasons in plain words, for the log and the published state.</summary>
internal static class Words
{
    /// <summary>The state in one word.</summary>
    public static string For(LockState state) => state switch
    {
        LockState.Cold => "cold",
        LockState.Coarse => "coarse",
        LockState.Acquiring => "acquiring",
        LockState.Locked => "locked",
        LockState.Holdover => "holdover",
        _ => "lost",
    };

    /// <summary>The reason as the end of a sentence that starts with the state.</summary>
    public static string For(LockReason reason) => reason switch
    {
        LockReason.Started => "the time is not known yet",
        LockReason.SentencesOnly => "the receiver tells the time, waiting for its pulses",
        LockReason.PulsesArrived => "pulses arrive, measuring phase and frequency",
        LockReason.Converged => "phase and frequency have settled",
        LockReason.PulsesMissing => "no good pulse lately",
        LockReason.PulsesReturned => "pulses are back and agree with the clock",
        LockReason.PulsesMoved => "the pulses agree with each other but not with the clock, measuring again",
        _ => "the error can no longer be bounded well enough",
    };

    /// <summary>One line about a clock that has just entered a state.</summary>
    public static string For(DisciplineStatus status, MonotonicTime started)
    {
        string line = $"clock {For(status.State)}: {For(status.Reason)}";
        return status.State is LockState.Locked
            ? $"{line} ({(status.Since - started).TotalSeconds:0} s after the start; offset {StatusText.Seconds(status.Offset.TotalSeconds)}, error within {StatusText.Seconds(status.Clock.RootDispersion.TotalSeconds)})"
            : line;
    }
}
