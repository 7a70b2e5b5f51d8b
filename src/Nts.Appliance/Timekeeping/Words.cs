using System.Globalization;
using System.Linq;
using Nts.Appliance.Status;
using Nts.Discipline;
using Nts.Drivers.GpsPps;
using Nts.Gnss;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

/// <summary>States and reasons in plain words, for the log and the published state.</summary>
internal static class Words
{
    /// <summary>What the doubt about a leap second means.</summary>
    public const string LeapDoubt = "nobody can tell the second at this end of a month; not served as synchronised until pulses show it";

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

    /// <summary>The reason as the end of a sentence that starts with the state, and what to try next where there is anything to do.</summary>
    public static Explanation For(LockReason reason) => reason switch
    {
        LockReason.Started => new("the time is not known yet", "wait some seconds"),
        LockReason.SentencesOnly => new("the receiver tells the time, waiting for its pulses", "wait some seconds"),
        LockReason.PulsesArrived => new("pulses arrive, measuring phase and frequency", "wait: it takes about 15 seconds"),
        LockReason.Converged => new("phase and frequency have settled", null),
        LockReason.PulsesMissing => new(
            "no usable pulse lately", "wait some seconds; if it stays so, look at the counts of pulses in the status: late or early ones are noise on the wire, or a busy machine"),
        LockReason.PulsesReturned => new("pulses are back and agree with the clock", null),
        LockReason.PulsesMoved => new(
            "the pulses agree with each other but not with the clock, measuring again",
            "wait five minutes: nothing is served until they have agreed for so long; if it comes back, something else sets the clock, or the receiver's pulse jumps"),
        _ => new("the error can no longer be bounded well enough", "wait for the pulses to come back: the clock locks again by itself"),
    };

    /// <summary>What a receiver is: <c>u-blox ZED-F9T, TIM 2.20, protocol 29.20, a timing model</c>.</summary>
    public static string For(ReceiverIdentity identity)
    {
        string maker = identity.Maker switch
        {
            ReceiverMaker.Ublox => "u-blox",
            ReceiverMaker.MediaTek => "MediaTek",
            ReceiverMaker.Casic => "CASIC",
            _ => "",
        };
        string?[] parts =
        [
            $"{maker} {identity.Model}".Trim(), identity.Firmware,
            identity.Protocol is { } protocol ? string.Create(CultureInfo.InvariantCulture, $"protocol {protocol:0.00}") : null,
            identity.IsTiming ? "a timing model" : null,
        ];
        return string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part)));
    }

    /// <summary>What is remembered, or null for nothing: <c>frequency -12.3456 ppm on 2026-11-22, serial delay 123 ms</c>.</summary>
    public static string? For(Learnt learnt)
    {
        string?[] parts =
        [
            learnt.Clock is { } clock ? string.Create(CultureInfo.InvariantCulture, $"frequency {clock.Frequency.Ppm:+0.0000;-0.0000;0.0000} ppm ({clock.SavedAt.ToString()[..16]}Z)") : null,
            learnt.SerialDelay is { } delay ? $"serial delay {StatusText.Seconds(delay.TotalSeconds)}" : null,
            learnt.InterruptBias is { } bias ? $"interrupts late by {StatusText.Seconds(bias.Lateness.TotalSeconds)}" : null,
            learnt.Place is { } place ? $"receiver on {place}" : null,
        ];
        string text = string.Join(", ", parts.Where(part => part is not null));
        return text.Length > 0 ? text : null;
    }

    /// <summary>One line about a clock that has just entered a state.</summary>
    public static string For(DisciplineStatus status, MonotonicTime started)
    {
        string line = $"clock {For(status.State)}: {For(status.Reason).Sentence}";
        return status.State is LockState.Locked
            ? $"{line} ({(status.Since - started).TotalSeconds:0} s after the start; offset {StatusText.Seconds(status.Offset.TotalSeconds)}, error within {StatusText.Seconds(status.Clock.RootDispersion.TotalSeconds)})"
            : line;
    }
}
