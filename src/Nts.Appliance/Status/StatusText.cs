using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Nts.Appliance.Status;

/// <summary>The published state for a person: one line that says it all, then the figures.</summary>
internal static class StatusText
{
    private const int LabelWidth = 18;
    private const string NotMeasured = "not measured yet";

    /// <summary>Several lines without a line break at the end.</summary>
    public static string Render(StatusDocument status) =>
        string.Join('\n', [Headline(status), .. NextStep(status), .. Rows(status).Select(row => $"{row.Label,-LabelWidth}: {row.Value}")]);

    /// <summary>Locked and how well, or why not.</summary>
    public static string Headline(StatusDocument status) => status.WhyNotLocked is { } why
        ? $"not locked ({status.Clock.State}{StillServed(status)}): {why}"
        : $"{status.Clock.State}, {Seconds(status.Clock.OffsetSigmaSeconds)}, true error within {Seconds(status.Clock.RootDispersionSeconds)}";

    /// <summary>The next thing to try, as a line; none when all is well.</summary>
    public static IEnumerable<string> NextStep(StatusDocument status) => status.NextStep is { } step ? [$"next: {step}"] : [];

    /// <summary>The figures, each with what it is.</summary>
    public static IEnumerable<(string Label, string Value)> Rows(StatusDocument status)
    {
        ClockStatus clock = status.Clock;
        ReceiverStatus receiver = status.Receiver;
        bool measured = clock.Pulses.GetValueOrDefault("accepted") > 0;
        foreach ((string, string) row in ReceiverRows(receiver))
        {
            yield return row;
        }

        yield return ("Leap seconds", Leap(status.Leap));
        if (status.Leap.SmearedOn is { } smeared)
        {
            yield return ("Leap smear", string.Create(CultureInfo.InvariantCulture, $"on {smeared}: UTC {status.Leap.SmearAddedSeconds:+0.000000;-0.000000;+0.000000} s now"));
        }

        yield return ("Clock", clock.SteersSystemClock ? "the machine's clock" : "software clock inside the process");
        if (clock.Others is { } others)
        {
            yield return ("Other programs", others);
        }

        if (Counters(clock.ChangesByOthers) is not "none" and { } changes)
        {
            yield return ("Changes by others", changes);
        }

        yield return ("Clock state", $"{clock.State} for {Length(clock.StateSeconds)}: {clock.Reason}");
        if (clock.HoldoverLeftSeconds is { } left)
        {
            yield return ("Holdover", clock.State == "holdover" ? $"{Length(left)} left until it is no longer served" : $"would be served for {Length(left)} without pulses");
        }

        yield return ("Time", status.Time);
        yield return ("Offset", measured ? $"{Signed(clock.OffsetSeconds)} ± {Seconds(clock.OffsetSigmaSeconds)}" : NotMeasured);
        yield return ("Frequency", measured ? Frequency(clock) : NotMeasured);
        if (clock.Thermometer is { } thermometer)
        {
            yield return ("Temperature", Temperature(clock, thermometer));
        }

        yield return ("Pulse jitter", measured ? Seconds(clock.PulseJitterSeconds) : NotMeasured);
        yield return ("Served as", $"stratum {clock.Stratum}, reference id {clock.ReferenceId}, leap indicator {clock.Leap}, root dispersion {Seconds(clock.RootDispersionSeconds)}");
        yield return ("Pulses", Counters(clock.Pulses));
        yield return ("Receiver counts", Counters(receiver.Counters));
        yield return ("NTP packets", Counters(status.Ntp));
        if (clock.Remembered is { } remembered)
        {
            yield return ("Remembered", remembered);
        }

        yield return ("Key establishment", status.KeyEstablishmentState);
        if (status.Certificate is { } certificate)
        {
            yield return ("Certificate", certificate.Summary);
        }

        yield return ("Establishments", Counters(status.KeyEstablishment));
        yield return ("Process", Process(status.Process));
    }

    /// <summary>What is known of the receiver and its pulse.</summary>
    public static IEnumerable<(string Label, string Value)> ReceiverRows(ReceiverStatus receiver)
    {
        yield return ("Receiver", receiver.Description + (receiver.Simulated ? "  ** SIMULATED: not real time from satellites **" : ""));
        yield return ("Receiver state", $"{receiver.State}: {receiver.Reason}");
        yield return ("Receiver heard", receiver.Place is { } place ? "on " + place : "nowhere yet");
        if (receiver.Setup is { } setup)
        {
            yield return ("Receiver setup", setup);
        }

        if (receiver.Identity is { } identity)
        {
            yield return ("It says it is", identity);
        }

        yield return ("Satellites", $"{Known(receiver.SatellitesUsed)} used, {Known(receiver.SatellitesInView)} in view{(receiver.StrongestSignal is { } signal ? $", strongest signal {signal} dB-Hz" : "")}");
        if (Radio(receiver) is { Length: > 0 } radio)
        {
            yield return ("Antenna", radio);
        }

        if (receiver.Survey is { } survey)
        {
            yield return ("Survey", Survey(survey));
        }

        yield return ("Serial delay", receiver.SerialDelaySeconds is { } delay ? Seconds(delay) + " (measured)" : NotMeasured);
        yield return ("Pulse stamps", Stamps(receiver));
        if (receiver.MendedWeeks != 0)
        {
            yield return ("Date", string.Create(CultureInfo.InvariantCulture, $"mended by {receiver.MendedWeeks} weeks: the receiver's week number rolled over"));
        }
    }

    private static string Temperature(ClockStatus clock, string thermometer) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(clock.TemperatureCelsius is { } celsius ? $"{celsius:0.0} °C" : "no reading")} at {thermometer}, frequency {clock.TemperaturePpmPerDegree ?? 0:+0.0000;-0.0000;0.0000} ± {clock.TemperatureSigmaPpmPerDegree ?? 0:0.0000} ppm/°C");

    private static string Frequency(ClockStatus clock) => string.Create(
        CultureInfo.InvariantCulture, $"{clock.FrequencyPpm:+0.0000;-0.0000;0.0000} ± {clock.FrequencySigmaPpm:0.0000} ppm, wander {clock.WanderPpm * 1e3:0.###} ppb in a second");

    /// <summary>A length of time as people say it: <c>15 s</c>, <c>4 min</c>, <c>2.5 days</c>.</summary>
    public static string Length(double seconds) => seconds switch
    {
        < 120 => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(seconds, 0):0} s"),
        < 7200 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min"),
        < 172_800 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.#} h"),
        < 24 * 86_400 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 86_400:0.#} days"),
        _ => "weeks",
    };

    private static string Stamps(ReceiverStatus receiver)
    {
        string bracket = receiver.PolledBracketSeconds is { } width ? $", polled within ±{Seconds(width / 2)}" : "";
        string bias = receiver.InterruptBiasSeconds is { } late
            ? $", interrupts late by {Seconds(late)}{(receiver.InterruptBiasSigmaSeconds is > 0 and { } sigma ? $" ± {Seconds(sigma)} (measured)" : "")}, taken off" : "";
        return $"{(receiver.PulseMethod.Length > 0 ? receiver.PulseMethod : "none")}{bracket}{bias}{(receiver.PulseNote is { } note ? "; " + note : "")}";
    }

    /// <summary>A time with the unit that suits its size: <c>84 ns</c>, <c>12.5 us</c>.</summary>
    public static string Seconds(double seconds)
    {
        double size = Math.Abs(seconds);
        (double scale, string unit) = size switch
        {
            < 1e-6 => (1e9, "ns"),
            < 1e-3 => (1e6, "us"),
            < 1 => (1e3, "ms"),
            _ => (1, "s"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{seconds * scale:0.###} {unit}");
    }

    private static string StillServed(StatusDocument status) =>
        status.IsSynchronized ? $", still served, true error within {Seconds(status.Clock.RootDispersionSeconds)}" : "";

    /// <summary>What the receiver measures of antenna and signals; what it does not know is left out.</summary>
    private static string Radio(ReceiverStatus receiver)
    {
        const string Unknown = "unknown";
        string?[] parts =
        [
            receiver.Antenna is null or Unknown ? null : receiver.Antenna,
            receiver.Jamming is null or Unknown ? null : "interference " + receiver.Jamming,
            receiver.Spoofing is null or Unknown ? null : "spoofing " + receiver.Spoofing,
        ];
        return string.Join(", ", parts.Where(part => part is not null));
    }

    private static string Survey(SurveyStatus survey)
    {
        string accuracy = survey.AccuracyMetres is { } metres ? string.Create(CultureInfo.InvariantCulture, $", position within {metres:0.#} m") : "";
        string state = survey.IsActive ? $"under way for {survey.DurationSeconds:0} s" : survey.IsValid ? "done" : "not under way";
        return state + accuracy;
    }

    /// <summary>What is known of leap seconds.</summary>
    public static string Leap(LeapStatus leap)
    {
        string table = leap.IsTableExpired ? $"table EXPIRED on {Day(leap.TableExpires)}" : $"table known until {Day(leap.TableExpires)}";
        string next = leap.Problem
            ?? leap.NextChange switch
            {
                > 0 => $"one is inserted just before {Day(leap.NextAt)}",
                < 0 => $"one is left out just before {Day(leap.NextAt)}",
                _ => "none is announced",
            };
        return string.Create(CultureInfo.InvariantCulture, $"TAI − UTC {leap.TaiMinusUtcSeconds} s, {next}; {table} ({leap.TableSource})");
    }

    private static string? Day(string? time) => time is { Length: >= 10 } ? time[..10] : time;

    private static string Signed(double seconds) => (seconds > 0 ? "+" : "") + Seconds(seconds);

    private static string Known(int? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "unknown number";

    /// <summary>Counters that are not zero, in one line.</summary>
    public static string Counters(Dictionary<string, long> counters) =>
        string.Join(", ", counters.Where(c => c.Value != 0).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Key} {c.Value}"))) is { Length: > 0 } counts ? counts : "none";

    private static string Process(ProcessStatus process) => string.Create(
        CultureInfo.InvariantCulture,
        $"{process.ResidentBytes >> 20} MiB resident, {process.AllocatedBytes >> 10} KiB allocated since the start, {(double)process.Generation0Collections + process.Generation1Collections + process.Generation2Collections:0} garbage collections, {Seconds(process.WorstSecondPauseSeconds)} stopped by them in the worst second");
}
