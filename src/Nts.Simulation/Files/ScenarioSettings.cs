using System.Collections.Generic;
using System.Linq;
using Nts.Configuration;
using Nts.Discipline;

namespace Nts.Simulation.Files;

/// <summary>The one list of all keys of a scenario file: the reader, the documentation and their test come from it.</summary>
/// <remarks>Who adds a property to a model adds its key here; a test finds what is missing.</remarks>
internal static class ScenarioSettings
{
    private static readonly ModelSection<Scenario> Whole = new("scenario", s => s, (_, m) => m);
    private static readonly ModelSection<OscillatorModel> Oscillator = new("oscillator", s => s.Oscillator, (s, m) => s with { Oscillator = m });
    private static readonly ModelSection<TemperatureModel> Temperature = new("temperature", s => s.Temperature, (s, m) => s with { Temperature = m });
    private static readonly ModelSection<PulseModel> Pulse = new("pulse", s => s.Pulse, (s, m) => s with { Pulse = m });
    private static readonly ModelSection<ReceiverModel> Receiver = new("receiver", s => s.Receiver, (s, m) => s with { Receiver = m });
    private static readonly ModelSection<LeapSecondModel> LeapSecond = new("leap-second", s => s.LeapSecond, (s, m) => s with { LeapSecond = m });
    private static readonly ModelSection<NetworkModel> Network = new("network", s => s.Network, (s, m) => s with { Network = m });
    private static readonly ModelSection<DisciplineOptions> Discipline = new("discipline", s => s.Options, (s, m) => s with { Options = m });

    /// <summary>All keys in the order of the documentation.</summary>
    public static IReadOnlyList<Setting<ScenarioFile>> All { get; } =
    [
        new("scenario", "title", "", "What the scenario is about, in a line. Must be there.", (f, v) => ValueKinds.Text.Read(v, value => f.Title = value)),
        new("scenario", "seeds", "1-5", "Seeds of the random numbers: one run each, and every run must keep all limits.", (f, v) => ValueKinds.Seeds.Read(v, value => f.Seeds = value)),
        Whole.Key("seconds", ValueKinds.WholeSeconds.Where(v => v > 0, ", and above zero"), "Simulated time.", m => m.Seconds, (m, v) => m with { Seconds = v }),
        Whole.Key("statistics-from", ValueKinds.WholeSeconds, "`rms`, `mean`, `p99.9` and `max` count from here.", m => m.StatisticsFrom, (m, v) => m with { StatisticsFrom = v }),
        Whole.Key("initial-error", ValueKinds.Time, "Local minus true time at the start.", m => m.InitialError, (m, v) => m with { InitialError = v }),
        Whole.Key("restarts", ValueKinds.Stretches, "Stretches in which the machine is off: its clock then starts again with `initial-error`.", m => m.Restarts, (m, v) => m with { Restarts = v }),
        Whole.Key("has-memory", ValueKinds.YesNo, "Whether what was learnt survives that.", m => m.HasMemory, (m, v) => m with { HasMemory = v }),
        Whole.Key("memory-error", ValueKinds.Ratio, "By how much the remembered frequency is wrong then: another crystal, or another temperature.", m => m.MemoryError, (m, v) => m with { MemoryError = v }),
        Oscillator.Key("frequency-error", ValueKinds.Ratio, "Frequency error at the start; positive is fast.", m => m.FrequencyError, (m, v) => m with { FrequencyError = v }),
        Oscillator.Key("wander", ValueKinds.Size, "Random walk of the frequency in one second, one standard deviation.", m => m.Wander, (m, v) => m with { Wander = v }),
        Oscillator.Key("white-noise", ValueKinds.Size, "White noise of the frequency from second to second, one standard deviation.", m => m.WhiteNoise, (m, v) => m with { WhiteNoise = v }),
        Oscillator.Key("flicker", ValueKinds.Size, "Allan deviation of the flicker floor, the same from seconds to a day.", m => m.Flicker, (m, v) => m with { Flicker = v }),
        Oscillator.Key("ageing", ValueKinds.Ratio, "Ageing in each second.", m => m.Ageing, (m, v) => m with { Ageing = v }),
        Temperature.Key("coefficient", ValueKinds.Ratio, "Frequency change for each °C at the crystal.", m => m.Coefficient, (m, v) => m with { Coefficient = v }),
        Temperature.Key("swing", ValueKinds.Number, "Amplitude of the room's sine, °C.", m => m.Swing, (m, v) => m with { Swing = v }),
        Temperature.Key("period", ValueKinds.Span, "Period of the room's sine.", m => m.Period, (m, v) => m with { Period = v }),
        Temperature.Key("load-at-crystal", ValueKinds.Number, "How much full load warms the crystal, °C.", m => m.LoadAtCrystal, (m, v) => m with { LoadAtCrystal = v }),
        Temperature.Key("load-at-sensor", ValueKinds.Number, "How much full load warms the thermometer, °C.", m => m.LoadAtSensor, (m, v) => m with { LoadAtSensor = v }),
        Temperature.Key("load-seconds", ValueKinds.Span, "Mean time that the load stays on, or off.", m => m.LoadSeconds, (m, v) => m with { LoadSeconds = v }),
        Temperature.Key("lag", AtLeastASecond, "Time constant between the board's surroundings and the crystal.", m => m.Lag, (m, v) => m with { Lag = v }),
        Temperature.Key("sensor-lag", AtLeastASecond, "Time constant of the thermometer.", m => m.SensorLag, (m, v) => m with { SensorLag = v }),
        Temperature.Key("sensor-noise", ValueKinds.Amount, "Noise of a reading, °C, one standard deviation.", m => m.SensorNoise, (m, v) => m with { SensorNoise = v }),
        Temperature.Key("sensor-resolution", ValueKinds.Amount, "Readings are multiples of this, °C; 0 for any value.", m => m.SensorResolution, (m, v) => m with { SensorResolution = v }),
        Temperature.Key("has-sensor", ValueKinds.YesNo, "Whether there is a thermometer.", m => m.HasSensor, (m, v) => m with { HasSensor = v }),
        Pulse.Key("latency", ValueKinds.Time, "Constant lateness of the stamps.", m => m.Latency, (m, v) => m with { Latency = v }),
        Pulse.Key("jitter", ValueKinds.Length, "Normal noise of the stamps, one standard deviation.", m => m.Jitter, (m, v) => m with { Jitter = v }),
        Pulse.Key("tail", ValueKinds.Length, "Mean of an exponential late tail.", m => m.Tail, (m, v) => m with { Tail = v }),
        Pulse.Key("stalls", ValueKinds.Chance, "Chance that a stamp is held up.", m => m.Stalls, (m, v) => m with { Stalls = v }),
        Pulse.Key("stall-from", ValueKinds.Length, "Shortest stall.", m => m.StallFrom, (m, v) => m with { StallFrom = v }),
        Pulse.Key("stall-to", ValueKinds.Length, "Longest stall.", m => m.StallTo, (m, v) => m with { StallTo = v }),
        Pulse.Key("missing", ValueKinds.Chance, "Chance that a pulse is missing.", m => m.Missing, (m, v) => m with { Missing = v }),
        Pulse.Key("doubles", ValueKinds.Chance, "Chance that a second pulse follows at any time within the second.", m => m.Doubles, (m, v) => m with { Doubles = v }),
        Pulse.Key("mode-shift", ValueKinds.Time, "Additional lateness in the second of two modes: an interrupt that wakes a sleeping bus.", m => m.ModeShift, (m, v) => m with { ModeShift = v }),
        Pulse.Key("mode-seconds", ValueKinds.Span, "Mean time in each mode.", m => m.ModeSeconds, (m, v) => m with { ModeSeconds = v }),
        Pulse.Key("sawtooth", ValueKinds.Length, "Half the receiver's clock period: its pulse is off by a sawtooth of ± this.", m => m.Sawtooth, (m, v) => m with { Sawtooth = v }),
        Pulse.Key("sawtooth-beat", ValueKinds.Number, "How far the sawtooth moves in a second, as a share of the receiver's clock period; near 0 is a hanging bridge.", m => m.SawtoothBeat, (m, v) => m with { SawtoothBeat = v }),
        Pulse.Key("is-sawtooth-told", ValueKinds.YesNo, "Whether the receiver tells its sawtooth beforehand, so that it is taken out.", m => m.IsSawtoothTold, (m, v) => m with { IsSawtoothTold = v }),
        Receiver.Key("first-pulse", ValueKinds.WholeSeconds, "Pulses start here; sentences come before.", m => m.FirstPulse, (m, v) => m with { FirstPulse = v }),
        Receiver.Key("outages", ValueKinds.Stretches, "Stretches without a pulse: `1 h to 70 min, 2 h to 3 h`.", m => m.Outages, (m, v) => m with { Outages = v }),
        Receiver.Key("faults", ValueKinds.Faults, "Stretches in which the receiver is wrong: `1 h to 64 min: label +1` counts a second too many, `1 h to 64 min: late -1 ms` puts the pulse too early.", m => m.Faults, (m, v) => m with { Faults = v }),
        LeapSecond.Key("change", ValueKinds.Change, "`+1` inserts a second, `-1` leaves one out, `0` does neither.", m => m.Change, (m, v) => m with { Change = v }),
        LeapSecond.Key("month", ValueKinds.Month, "The month that begins with it. Of an end of a month that nobody speaks of, only those of June (7) and December (1) are doubted.", m => m.Month, (m, v) => m with { Month = v }),
        LeapSecond.Key("at", ValueKinds.WholeSeconds, "When the inserted second begins, or the one that is left out would have begun.", m => m.At, (m, v) => m with { At = v }),
        LeapSecond.Key("announced-at", ValueKinds.WholeSecondsOrNever, "From here on it is known whether there will be one.", m => m.AnnouncedAt, (m, v) => m with { AnnouncedAt = v }),
        LeapSecond.Key("denied-at", ValueKinds.WholeSecondsOrNever, "From here on receiver and table contradict each other, so that it is not known any longer.", m => m.DeniedAt, (m, v) => m with { DeniedAt = v }),
        LeapSecond.Key("unlabelled", ValueKinds.WholeSeconds, "So long after one of which nothing was known no pulse has a label: receivers may notice late, and the pairing learns anew.", m => m.Unlabelled, (m, v) => m with { Unlabelled = v }),
        Network.Key("poll", ValueKinds.WholeSeconds.Where(v => v <= 131_072, ", and not above 131072 s"), "How often a client asks for the time, a power of two; 0 for no client.", m => m.Poll, (m, v) => m with { Poll = v }),
        Network.Key("delay", ValueKinds.Length, "Shortest time that a packet takes, either way.", m => m.Delay, (m, v) => m with { Delay = v }),
        Network.Key("asymmetry", ValueKinds.Length, "By how much the way to the server is longer than the way back.", m => m.Asymmetry, (m, v) => m with { Asymmetry = v }),
        Network.Key("jitter", ValueKinds.Length, "Mean of the exponential time that a packet waits in queues, either way.", m => m.Jitter, (m, v) => m with { Jitter = v }),
        Network.Key("loss", ValueKinds.Chance, "Chance that a packet is lost, either way.", m => m.Loss, (m, v) => m with { Loss = v }),
        Network.Key("client-error", ValueKinds.Time, "Client's clock minus true time at the start.", m => m.ClientError, (m, v) => m with { ClientError = v }),
        Network.Key("client-frequency-error", ValueKinds.Ratio, "Frequency error of the client's clock, which nobody steers.", m => m.ClientFrequencyError, (m, v) => m with { ClientFrequencyError = v }),
        Discipline.Key("stamp-uncertainty", ValueKinds.Duration, "How far a stamp may systematically be off, as `nts-appliance` is told.", m => m.StampUncertainty, (m, v) => m with { StampUncertainty = v }),
        Discipline.Key("unobserved-drift", ValueKinds.Frequency, "Frequency change that may go unseen without pulses.", m => m.UnobservedDrift, (m, v) => m with { UnobservedDrift = v }),
        Discipline.Key("lock-limit", ValueKinds.Duration, "Locked once the random part of the bound is below this.", m => m.LockLimit, (m, v) => m with { LockLimit = v }),
        Discipline.Key("holdover-after", ValueKinds.Duration, "Time without a pulse before holdover.", m => m.HoldoverAfter, (m, v) => m with { HoldoverAfter = v }),
        Discipline.Key("holdover-limit", ValueKinds.Duration, "Served until the bound passes this.", m => m.HoldoverLimit, (m, v) => m with { HoldoverLimit = v }),
        Discipline.Key("maximum-slew", ValueKinds.Frequency, "Fastest removal of a phase error by frequency.", m => m.MaximumSlew, (m, v) => m with { MaximumSlew = v }),
        Discipline.Key("step-threshold", ValueKinds.Duration, "Errors above this are stepped while steps are allowed.", m => m.StepThreshold, (m, v) => m with { StepThreshold = v }),
        Discipline.Key("steps", ValueKinds.Steps, "When the clock may be stepped at all.", m => m.Steps, (m, v) => m with { Steps = v }),
        .. Figure.All.Select(figure => new Setting<ScenarioFile>("limits", figure.Key, figure.Key == "dishonest" ? "0" : "", figure.Description, (f, v) => Limit.Read(figure, v, f.Add))),
        new("limits", "states", "", "The states that the lock goes through, after cold.", (f, v) => ValueKinds.States.Read(v, states => f.Add(Limit.OfStates(states)))),
    ];

    private static ValueKind<double> AtLeastASecond => ValueKinds.Span.Where(static value => value >= 1, ", not below 1 s");
}
