using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Nts.Appliance.Status;
using Nts.Discipline;
using Nts.Drivers.GpsPps;
using Nts.Gnss;
using Nts.Ntp;
using Nts.Server.Hosting;
using Nts.Server.Ntp;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

/// <summary>The one document that the timekeeper publishes, brought up to date in place every second.</summary>
internal sealed partial class StatusReport(bool steersSystemClock, string receiver) : IDisposable
{
    private static readonly string Version = typeof(StatusReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
    private static readonly (RespondReason Reason, string Name)[] Reasons = [.. Enum.GetValues<RespondReason>().Select(reason => (reason, reason.ShortName()))];

    private readonly ProcessFigures _process = new();
    private readonly SatelliteTable _satellites = new();
    private ReceiverIdentity? _identity;
    private bool _isInDoubt;
    private Learnt? _learnt;

    /// <summary>The document, good until the next second.</summary>
    public StatusDocument Document { get; } = new()
    {
        Version = Version,
        ProcessId = Environment.ProcessId,
        Clock = new() { SteersSystemClock = steersSystemClock },
        Receiver = new() { Description = receiver },
    };

    /// <summary>Takes the time over, and what the process costs.</summary>
    public void Take(MonotonicTime now, PosixTime time)
    {
        Document.PublishedAtMonotonicNanoseconds = now.Nanoseconds;
        Document.Time = time.ToString();
        _process.Fill(Document.Process);
    }

    /// <summary>Takes the clock's state over.</summary>
    public void Take(DisciplineStatus discipline, MonotonicTime now, PosixTime time)
    {
        ClockStatus clock = Document.Clock;
        clock.State = Words.For(discipline.State);
        clock.Reason = Words.For(discipline.Reason).Sentence;
        clock.StateSeconds = (now - discipline.Since).TotalSeconds;
        _isInDoubt = discipline.Clock.IsInDoubtAt(time);
        clock.Leap = (int)discipline.Clock.LeapAt(time);
        clock.Stratum = (discipline.Clock.LeapAt(time) is LeapIndicator.Unsynchronized ? Stratum.Unsynchronized : discipline.Clock.Stratum).Value;
        clock.ReferenceId = discipline.Clock.ReferenceId.ToString();
        clock.RootDispersionSeconds = discipline.Clock.RootDispersionAt(time).TotalSeconds;
        clock.OffsetSeconds = discipline.Offset.TotalSeconds;
        clock.OffsetSigmaSeconds = discipline.OffsetDeviation.TotalSeconds;
        clock.FrequencyPpm = discipline.Frequency.Ppm;
        clock.FrequencySigmaPpm = discipline.FrequencyDeviation.Ppm;
        clock.WanderPpm = discipline.Wander.Ppm;
        clock.HoldoverLeftSeconds = discipline.HoldoverLeft?.TotalSeconds;
        clock.PulseJitterSeconds = discipline.Jitter.TotalSeconds;
        clock.TemperaturePpmPerDegree = discipline.Temperature?.PerDegree.Ppm;
        clock.TemperatureSigmaPpmPerDegree = discipline.Temperature?.Deviation.Ppm;
        PulseCounts pulses = discipline.Pulses;
        clock.Pulses["accepted"] = pulses.Accepted;
        clock.Pulses["late"] = pulses.Late;
        clock.Pulses["early"] = pulses.Early;
        clock.Pulses["double"] = pulses.Double;
        clock.Pulses["stale"] = pulses.Stale;
        clock.Pulses["moved"] = pulses.Moved;
        clock.Pulses["missing"] = pulses.Missing;
    }

    /// <summary>Takes the thermometer's last reading over.</summary>
    public void Take(TemperatureWatch temperature)
    {
        Document.Clock.Thermometer = temperature.Place;
        Document.Clock.TemperatureCelsius = temperature.Celsius;
    }

    /// <summary>Takes over what the next start will know.</summary>
    public void Take(Learnt learnt)
    {
        if (!ReferenceEquals(learnt, _learnt))
        {
            _learnt = learnt;
            Document.Clock.Remembered = Words.For(learnt);
        }
    }

    /// <summary>Takes the receiver's health over.</summary>
    public void Take(ReceiverHealth health)
    {
        ReceiverStatus receiver = Document.Receiver;
        receiver.Simulated = health.IsSimulated;
        receiver.State = CounterName.Of(health.State);
        receiver.Reason = health.Reason;
        receiver.NextStep = health.NextStep;
        receiver.MendedWeeks = health.MendedWeeks;
        receiver.Place = health.Place?.ToString();
        receiver.Setup = health.Setup?.ToString();
        receiver.SatellitesUsed = health.SatellitesUsed;
        receiver.SatellitesInView = health.SatellitesInView;
        receiver.StrongestSignal = health.StrongestSignal;
        receiver.Antenna = health.Antenna is { } antenna ? CounterName.Of(antenna) : null;
        receiver.Jamming = health.Jamming is { } jamming ? CounterName.Of(jamming) : null;
        receiver.Spoofing = health.Spoofing is { } spoofing ? CounterName.Of(spoofing) : null;
        Take(health.Identity);
        Take(health.Survey);
        receiver.SerialDelaySeconds = health.SerialDelay?.TotalSeconds;
        PulseSourceHealth pulse = health.PulseSource;
        receiver.PulseMethod = CounterName.Of(pulse.Method);
        receiver.PulseNote = pulse.Note;
        receiver.InterruptBiasSeconds = pulse.InterruptBias?.Lateness.TotalSeconds;
        receiver.InterruptBiasSigmaSeconds = pulse.InterruptBias?.Uncertainty.TotalSeconds;
        receiver.PolledBracketSeconds = pulse.TypicalBracket?.TotalSeconds;
        receiver.Counters["polled-pulses"] = pulse.PolledEdges;
        receiver.Counters["held-up-polls"] = pulse.HeldUpPolls;
        receiver.Counters["empty-polls"] = pulse.EmptyPolls;
        receiver.Counters["lost-edges"] = pulse.LostEdges;
        receiver.Counters["bytes"] = health.Bytes;
        receiver.Counters["messages"] = health.Messages;
        receiver.Counters["refused-messages"] = health.RefusedMessages;
        receiver.Counters["labelled-pulses"] = health.LabelledPulses;
        receiver.Counters["missing-pulses"] = health.MissingPulses;
        receiver.Counters["double-pulses"] = health.DoublePulses;
        receiver.Counters["runt-pulses"] = health.RuntPulses;
        receiver.Counters["off-grid-pulses"] = health.OffGridPulses;
        receiver.Counters["disagreements"] = health.Disagreements;
    }

    /// <summary>Takes the satellites over.</summary>
    public void Take(List<SatelliteReport> satellites) => _satellites.Fill(Document.Receiver.Satellites, satellites);

    /// <summary>Takes over why the clock is not locked.</summary>
    public void Take(Explanation? whyNotLocked)
    {
        Document.WhyNotLocked = whyNotLocked?.Sentence;
        Document.NextStep = whyNotLocked?.NextStep;
    }

    /// <summary>Takes over what others do to the clock.</summary>
    public void Take(MeddlingCounts meddling, Explanation? others)
    {
        Document.Clock.Others = others is { } found ? $"{found.Sentence} (next: {found.NextStep})" : null;
        foreach ((string name, long count) in meddling.All())
        {
            Document.Clock.ChangesByOthers[name] = count;
        }
    }

    /// <summary>Takes over what is known of leap seconds.</summary>
    public void Take(LeapSecondFile file, ReceiverHealth health, PosixTime time)
    {
        LeapStatus leap = Document.Leap;
        leap.TaiMinusUtcSeconds = file.Table.TaiMinusUtcAt(time);
        leap.TableSource = file.Source;
        leap.TableExpires = file.Table.Expires.ToString();
        leap.IsTableExpired = file.Table.HasExpiredAt(time);
        leap.NextChange = health.LeapSchedule.Change;
        leap.NextAt = health.LeapSchedule.Change == 0 ? null : health.LeapSchedule.At.ToString();
        leap.Problem = _isInDoubt ? Words.LeapDoubt : health.LeapConflict?.ToString();
    }

    /// <summary>Takes the counters of the NTP service over.</summary>
    public void Take(NtpServer ntp, SmearService? smear)
    {
        foreach ((RespondReason reason, string name) in Reasons)
        {
            Document.Ntp[name] = ntp.Count(reason) + (smear?.Ntp.Count(reason) ?? 0);
        }

        Document.Ntp["reply-interleaved"] = ntp.InterleavedReplies + (smear?.Ntp.InterleavedReplies ?? 0);
        Document.Ntp["reply-refused-by-kernel"] = ntp.RefusedReplies + (smear?.Ntp.RefusedReplies ?? 0);
        if (smear is not null)
        {
            Document.Leap.SmearedOn ??= string.Join(", ", smear.Listening);
            Document.Leap.SmearAddedSeconds = smear.Added.TotalSeconds;
        }
    }

    /// <summary>Takes over how key establishment stands.</summary>
    public void Take(KeyEstablishmentService keyEstablishment)
    {
        Document.KeyEstablishmentState = keyEstablishment.State;
        Document.Certificate = keyEstablishment.Certificate;
        foreach ((string name, long count) in keyEstablishment.Counts())
        {
            Document.KeyEstablishment[name] = count;
        }
    }

    private void Take(ReceiverIdentity? identity)
    {
        if (!ReferenceEquals(identity, _identity))
        {
            _identity = identity;
            Document.Receiver.Identity = identity is null ? null : Words.For(identity);
        }
    }

    private void Take(SurveyReport? report)
    {
        if (report is { } survey)
        {
            SurveyStatus status = Document.Receiver.Survey ??= new();
            status.IsActive = survey.IsActive;
            status.IsValid = survey.IsValid;
            status.DurationSeconds = survey.Duration.TotalSeconds;
            status.AccuracyMetres = survey.Accuracy;
        }
        else
        {
            Document.Receiver.Survey = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();
}
