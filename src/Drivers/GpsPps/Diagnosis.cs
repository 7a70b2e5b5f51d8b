using System;
using Nts.Drivers.GpsPps.Setup;
using Nts.Gnss;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>Finds the first thing that stands between the receiver and labelled pulses.</summary>
internal sealed class Diagnosis(ReceiverOptions options, ReceiverFacts facts, PulsePairing pairing, ReceiverSetup setup)
{
    private static readonly NtpDuration Patience = NtpDuration.FromSeconds(5);

    /// <summary>To look for the holder of a port means to look at every process.</summary>
    private static readonly NtpDuration HolderInterval = NtpDuration.FromSeconds(10);

    /// <summary>Some receivers send ten pulses a second, each with two edges; more comes from a line that nothing drives.</summary>
    private const int MostEdges = 40;

    private MonotonicTime? _askedForHolder;

    /// <summary>Why the port is not open; null while it is.</summary>
    public DeviceProblem? PortProblem { get; set; }

    /// <summary>What is wrong with the other ports at which the receiver may be, as the end of a sentence; empty when there are none.</summary>
    public string OtherPorts { get; set; } = "";

    /// <summary>Why the pulse input is not open; null while it is.</summary>
    public DeviceProblem? PulseProblem { get; set; }

    /// <summary>What is known of the pulse input beside its edges.</summary>
    public PulseSourceHealth PulseSource { get; set; }

    /// <summary>When the last bytes came, or the port was opened.</summary>
    public MonotonicTime LastBytes { get; set; }

    /// <summary>When the last message with a good checksum came, or the port was opened.</summary>
    public MonotonicTime LastMessage { get; set; }

    /// <summary>The protocol of the last frame that was recognised and stepped over, and when it came; null before the first.</summary>
    public (GnssVerdict Protocol, MonotonicTime At)? LastForeign { get; set; }

    /// <summary>Tells who else has a port, in words; null when that is nobody or not known.</summary>
    public required Func<string, string?> FindHolder { get; init; }

    /// <summary>Who else has the port, as far as it was asked: only a port that does not work is worth it.</summary>
    public string? PortHolder { get; private set; }

    /// <summary>The first thing that stands in the way.</summary>
    public ReceiverState Judge(MonotonicTime now) =>
        PortProblem is not null ? Port(PortProblem.Kind, now)
        : now - LastMessage > Patience ? NoMessages(now)
        : setup.Search is not null ? ReceiverState.Searching
        : setup.IsAtWork ? ReceiverState.SettingUp
        : pairing.Refusal is TimeRefusal.Spoofed ? ReceiverState.Spoofed
        : facts.Fix is FixKind.None or FixKind.DeadReckoning ? NoFix()
        : pairing.Refusal is not TimeRefusal.None ? Refused(pairing.Refusal)
        : options.Pulse is null ? ReceiverState.NoPulseInput
        : PulseProblem is not null ? Pulse(PulseProblem.Kind)
        : PulseSource.EdgesLastSecond > MostEdges ? ReceiverState.FloatingPulse
        : Paired(pairing.State);

    /// <summary>What a refusal of the time is to the user. Every refusal has a state of its own, but that a time is missing is one and the same.</summary>
    internal static ReceiverState Refused(TimeRefusal refusal) => refusal switch
    {
        TimeRefusal.NothingYet or TimeRefusal.NoFix => ReceiverState.NoTime,
        TimeRefusal.UtcUnknown => ReceiverState.UtcUnknown,
        TimeRefusal.FirmwareLeapSeconds => ReceiverState.LeapSecondsUnknown,
        TimeRefusal.BeforeRelease => ReceiverState.DateBeforeRelease,
        TimeRefusal.Spoofed => ReceiverState.Spoofed,
        TimeRefusal.Jammed => ReceiverState.Jammed,
        TimeRefusal.LeapSecondsContradict => ReceiverState.LeapSecondsContradict,
        TimeRefusal.GpsTimeForUtc => ReceiverState.GpsTimeForUtc,
        TimeRefusal.Unconfirmed => ReceiverState.TimeUnconfirmed,
        TimeRefusal.Settling => ReceiverState.TimeSettling,
        TimeRefusal.PulseNotLocked => ReceiverState.PulseNotLocked,
        _ => ReceiverState.TimeNotValid,
    };

    private static ReceiverState Pulse(DeviceProblemKind kind) => kind switch
    {
        DeviceProblemKind.Missing => ReceiverState.NoSuchPulseInput,
        DeviceProblemKind.Forbidden => ReceiverState.PulseForbidden,
        DeviceProblemKind.Held => ReceiverState.PulseHeld,
        _ => ReceiverState.PulseUnavailable,
    };

    private static ReceiverState Paired(PairingState pairing) => pairing switch
    {
        PairingState.NoPulse => ReceiverState.NoPulse,
        PairingState.NoTime => ReceiverState.NoTime,
        PairingState.AmbiguousDelay => ReceiverState.AmbiguousDelay,
        PairingState.TwoPulsesASecond => ReceiverState.TwoPulsesASecond,
        PairingState.BusyLine => ReceiverState.BusyLine,
        PairingState.WitnessContradicts => ReceiverState.WitnessContradicts,
        PairingState.PulseBesideSecond => ReceiverState.PulseBesideSecond,
        PairingState.Agreeing => ReceiverState.Pairing,
        PairingState.Disagreement => ReceiverState.Disagreement,
        _ => ReceiverState.Paired,
    };

    private ReceiverState Port(DeviceProblemKind kind, MonotonicTime now)
    {
        if (kind is DeviceProblemKind.Held)
        {
            LookForHolder(now);
        }

        return kind switch
        {
            DeviceProblemKind.Missing => ReceiverState.NoSuchPort,
            DeviceProblemKind.Forbidden => ReceiverState.PortForbidden,
            DeviceProblemKind.Held => ReceiverState.PortHeld,
            _ => ReceiverState.PortUnavailable,
        };
    }

    private ReceiverState NoMessages(MonotonicTime now) =>
        LastForeign is { At: var foreign } && now - foreign <= Patience ? ReceiverState.ForeignProtocol
        : LookForHolder(now) is not null ? ReceiverState.PortHeld
        : now - LastBytes > Patience ? ReceiverState.Silent
        : setup.Search is { Rounds: 0 } ? ReceiverState.Searching
        : ReceiverState.Unintelligible;

    private string? LookForHolder(MonotonicTime now)
    {
        if (_askedForHolder is not MonotonicTime asked || now - asked >= HolderInterval)
        {
            _askedForHolder = now;
            PortHolder = (options.Port ?? setup.Port) is { } port ? FindHolder(port) : null;
        }

        return PortHolder;
    }

    private ReceiverState NoFix() =>
        facts.Antenna is AntennaState.Short ? ReceiverState.AntennaShort
        : facts.Antenna is AntennaState.Open ? ReceiverState.AntennaOpen
        : facts.Jamming is JammingState.Critical ? ReceiverState.Jammed
        : ReceiverState.NoFix;
}
