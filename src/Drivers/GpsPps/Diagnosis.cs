using Nts.Gnss;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>What stands between the receiver and labelled pulses, and the sentence about it that the user reads.</summary>
internal sealed class Diagnosis(ReceiverOptions options, ReceiverFacts facts, PulsePairing pairing)
{
    private static readonly NtpDuration Patience = NtpDuration.FromSeconds(5);

    /// <summary>Why the port is not open; null while it is.</summary>
    public string? PortProblem { get; set; }

    /// <summary>Why the pulse input is not open; null while it is.</summary>
    public string? PulseProblem { get; set; }

    /// <summary>When the last bytes came, or the port was opened.</summary>
    public MonotonicTime LastBytes { get; set; }

    /// <summary>When the last message with a good checksum came, or the port was opened.</summary>
    public MonotonicTime LastMessage { get; set; }

    /// <summary>The first thing that stands in the way.</summary>
    public ReceiverState Judge(MonotonicTime now) =>
        PortProblem is not null ? ReceiverState.PortUnavailable
        : now - LastBytes > Patience ? ReceiverState.Silent
        : now - LastMessage > Patience ? ReceiverState.Unintelligible
        : facts.Fix is FixKind.None or FixKind.DeadReckoning ? ReceiverState.NoFix
        : pairing.Refusal is not TimeRefusal.None ? ReceiverState.TimeRefused
        : options.Pulse is null ? ReceiverState.NoPulseInput
        : PulseProblem is not null ? ReceiverState.PulseUnavailable
        : pairing.State switch
        {
            PairingState.NoPulse => ReceiverState.NoPulse,
            PairingState.NoTime => ReceiverState.TimeRefused,
            PairingState.AmbiguousDelay or PairingState.TwoPulsesASecond => ReceiverState.AmbiguousPulse,
            PairingState.Agreeing => ReceiverState.Pairing,
            PairingState.Disagreement => ReceiverState.Disagreement,
            _ => ReceiverState.Paired,
        };

    /// <summary>The state in plain words.</summary>
    public string Reason(ReceiverState state) => state switch
    {
        ReceiverState.PortUnavailable => $"no port {options.Port}: {PortProblem}",
        ReceiverState.Silent => $"no bytes on {options.Port} for 5 s: is the receiver powered and its TX wired to our RX?",
        ReceiverState.Unintelligible => $"bytes on {options.Port} but no valid message: is {options.BaudRate} the wrong baud rate?",
        ReceiverState.NoFix => $"no fix: {facts.SatellitesUsed ?? 0} satellites used, {facts.InView.Count} in view",
        ReceiverState.TimeRefused => RefusalReason(),
        ReceiverState.NoPulseInput => "time from messages only: no pulse input is configured",
        ReceiverState.PulseUnavailable => $"no pulse input {options.Pulse!.Description}: {PulseProblem}",
        ReceiverState.NoPulse =>
            $"no pulse on {options.Pulse!.Description}: is it the right pin, and does the receiver send a pulse already?",
        ReceiverState.AmbiguousPulse when pairing.State is PairingState.TwoPulsesASecond =>
            $"two pulses a second on {options.Pulse!.Description}: are both edges captured?",
        ReceiverState.AmbiguousPulse => "messages come so close to the pulse that it cannot be told which second they mean",
        ReceiverState.Pairing => $"pulse and time agree for {pairing.AgreeingSeconds} of {options.Pairing.SecondsToAgree} seconds",
        ReceiverState.Disagreement => $"the receiver's time is {pairing.DisagreementSeconds:+0;-0} s from the count of its pulses",
        _ => $"pulse and time paired: {facts.SatellitesUsed ?? 0} satellites used, serial delay {SerialDelayText()}",
    };

    private string RefusalReason() => pairing.Refusal switch
    {
        TimeRefusal.None => "no message told the time for 5 s",
        TimeRefusal.NothingYet => "no time from the receiver yet",
        TimeRefusal.NotValid => "time not valid yet",
        TimeRefusal.NoFix => "waiting for a time after the fix came back",
        TimeRefusal.UtcUnknown => "the receiver does not know UTC yet; this takes up to 12.5 minutes after a cold start",
        TimeRefusal.FirmwareLeapSeconds =>
            "leap seconds not known from the satellites yet; this takes up to 12.5 minutes after a cold start",
        _ => $"the receiver says {facts.StatedTime}, before this program's release: its week number has rolled over, or it knows no date yet",
    };

    private string SerialDelayText() =>
        pairing.MeasuredSerialDelay is NtpDuration delay ? $"{delay.TotalSeconds * 1e3:0} ms" : "not measured yet";
}
