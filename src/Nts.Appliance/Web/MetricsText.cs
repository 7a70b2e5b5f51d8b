using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Nts.Appliance.Alarms;
using Nts.Appliance.Status;
using Nts.Appliance.Timekeeping;
using Nts.Discipline;
using Nts.Drivers.GpsPps;
using Nts.Gnss;
using Nts.Server.Hosting;

namespace Nts.Appliance.Web;

/// <summary>The published state as metrics in Prometheus' text format, version 0.0.4; base units, counters end in <c>_total</c>.</summary>
internal static class MetricsText
{
    /// <summary>The content type.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private static readonly string[] ClockStates = [.. Enum.GetValues<LockState>().Select(Words.For)];
    private static readonly string[] ReceiverStates = [.. Enum.GetValues<ReceiverState>().Select(CounterName.Of)];
    private static readonly string[] AntennaStates = [.. Enum.GetValues<AntennaState>().Select(CounterName.Of)];
    private static readonly string[] JammingStates = [.. Enum.GetValues<JammingState>().Select(CounterName.Of)];
    private static readonly string[] SpoofingStates = [.. Enum.GetValues<SpoofingState>().Select(CounterName.Of)];

    /// <summary>All metrics; without a timekeeper the one that says so, and the alarms.</summary>
    /// <param name="view">The published state.</param>
    /// <param name="alarms">What was told of it; null when nobody watches.</param>
    public static string Render(StatusView view, AlarmFigures? alarms = null)
    {
        MetricsWriter writer = new();
        bool isUp = view.Problem is null;
        writer.Gauge("nts_timekeeper_up", "Whether a timekeeper publishes its state.", isUp ? 1 : 0);
        if (isUp)
        {
            StatusDocument status = view.Status!;
            WriteClock(writer, status);
            WriteReceiver(writer, status.Receiver);
            WriteLeap(writer, status.Leap);
            WriteServices(writer, status);
            WriteProcess(writer, status);
            foreach (MetricAlias alias in MetricAlias.All)
            {
                writer.Alias(alias);
            }
        }

        if (alarms is not null)
        {
            WriteAlarms(writer, alarms);
        }

        return writer.ToString();
    }

    private static void WriteClock(MetricsWriter writer, StatusDocument status)
    {
        ClockStatus clock = status.Clock;
        writer.States("nts_clock_state", "What is known of the time: the state in force is 1.", ClockStates, clock.State);
        writer.Gauge("nts_clock_synchronized", "Whether clients are told that they can go by this clock.", status.IsSynchronized ? 1 : 0);
        writer.Gauge("nts_clock_stratum", "Stratum that is served.", clock.Stratum);
        writer.Gauge("nts_clock_leap_indicator", "Leap indicator that is served, 0 to 3.", clock.Leap);
        writer.Gauge("nts_clock_offset_seconds", "Estimated offset, reference minus local.", clock.OffsetSeconds);
        writer.Gauge("nts_clock_offset_deviation_seconds", "One standard deviation of the estimated offset.", clock.OffsetSigmaSeconds);
        writer.Gauge("nts_clock_root_dispersion_seconds", "Bound of the clock's error.", clock.RootDispersionSeconds);
        writer.Gauge("nts_clock_frequency_ratio", "Estimated frequency error of the free running clock, positive when it is slow.", clock.FrequencyPpm * 1e-6);
        writer.Gauge("nts_clock_frequency_deviation_ratio", "One standard deviation of that.", clock.FrequencySigmaPpm * 1e-6);
        writer.Gauge("nts_clock_wander_ratio", "Estimated random walk of the frequency in one second, one standard deviation.", clock.WanderPpm * 1e-6);
        writer.Gauge("nts_clock_state_seconds", "How long the clock has been in its state.", clock.StateSeconds);
        writer.Gauge("nts_clock_holdover_left_seconds", "How long the clock would still be served without pulses; missing while it is not.", clock.HoldoverLeftSeconds);
        writer.Gauge("nts_clock_pulse_jitter_seconds", "Estimated standard deviation of one pulse's stamp.", clock.PulseJitterSeconds);
        writer.Gauge("nts_clock_temperature_celsius", "What the thermometer near the crystal reads.", clock.TemperatureCelsius);
        writer.Gauge("nts_clock_temperature_coefficient_ratio", "Estimated change of the free running clock's frequency error per degree Celsius.", clock.TemperaturePpmPerDegree * 1e-6);
        writer.Counter("nts_clock_pulses_total", "Pulses by the filter's verdict.", "verdict", clock.Pulses);
        writer.Gauge("nts_clock_steers_system", "Whether it is the machine's clock that is steered, and not a software clock.", clock.SteersSystemClock ? 1 : 0);
        writer.Gauge("nts_clock_contested", "Whether another program steers the clock, or has changed it lately.", clock.Others is null ? 0 : 1);
        writer.Counter("nts_clock_changes_by_others_total", "What other programs did to the clock.", "what", clock.ChangesByOthers);
    }

    private static void WriteReceiver(MetricsWriter writer, ReceiverStatus receiver)
    {
        writer.States("nts_receiver_state", "How the receiver is: the state in force is 1.", ReceiverStates, receiver.State);
        writer.Gauge("nts_receiver_simulated", "Whether the receiver is the built-in simulation.", receiver.Simulated ? 1 : 0);
        writer.Gauge("nts_receiver_mended_seconds", "Time added to the receiver's date because its week number rolled over.", receiver.MendedWeeks * 604_800L);
        writer.Gauge("nts_receiver_satellites_used", "Satellites used in the fix.", receiver.SatellitesUsed);
        writer.Gauge("nts_receiver_satellites_in_view", "Satellites in view.", receiver.SatellitesInView);
        writer.Gauge("nts_receiver_system_satellites_in_view", "Satellites in view by system.", "system", BySystem(receiver, _ => true));
        writer.Gauge("nts_receiver_system_satellites_heard", "Those of them whose signal is received.", "system", BySystem(receiver, satellite => satellite.Signal is not null));
        writer.Gauge("nts_receiver_system_satellites_used", "Those of them that are used in the fix, where the receiver tells which.", "system", BySystem(receiver, satellite => satellite.IsUsed == true));
        writer.Gauge("nts_receiver_strongest_signal_dbhz", "Carrier to noise density of the strongest signal.", receiver.StrongestSignal);
        WriteStates(writer, "nts_receiver_antenna_state", "The antenna as the receiver measures it: the state in force is 1.", AntennaStates, receiver.Antenna);
        WriteStates(writer, "nts_receiver_jamming_state", "Interference: the state in force is 1.", JammingStates, receiver.Jamming);
        WriteStates(writer, "nts_receiver_spoofing_state", "Counterfeit signals: the state in force is 1.", SpoofingStates, receiver.Spoofing);
        writer.Gauge("nts_receiver_survey_active", "Whether a timing receiver surveys its position.", receiver.Survey is { } survey ? survey.IsActive ? 1 : 0 : null);
        writer.Gauge("nts_receiver_survey_accuracy_meters", "Accuracy of the surveyed position.", receiver.Survey?.AccuracyMetres);
        if (receiver.Identity is { } identity)
        {
            writer.Gauge("nts_receiver_info", "What the receiver says it is.", 1, ("identity", identity));
        }

        writer.Gauge("nts_receiver_serial_delay_seconds", "Measured delay from the pulse to its message.", receiver.SerialDelaySeconds);
        writer.Gauge("nts_pulse_interrupt_bias_seconds", "How late interrupts stamp the pulse, measured or given; it is taken off.", receiver.InterruptBiasSeconds);
        writer.Gauge("nts_pulse_interrupt_bias_sigma_seconds", "Standard deviation of that.", receiver.InterruptBiasSigmaSeconds);
        writer.Gauge("nts_pulse_polled_bracket_seconds", "Width of the brackets in which polled pulses lie.", receiver.PolledBracketSeconds);
        writer.Counter("nts_receiver_events_total", "Bytes, messages and pulses by what became of them.", "event", receiver.Counters);
    }

    private static void WriteLeap(MetricsWriter writer, LeapStatus leap)
    {
        writer.Gauge("nts_leap_tai_minus_utc_seconds", "TAI minus UTC by the leap-second table.", leap.TaiMinusUtcSeconds);
        writer.Gauge("nts_leap_table_expiry_timestamp_seconds", "Until when the leap-second table knows.", UnixTime(leap.TableExpires));
        writer.Gauge("nts_leap_next_timestamp_seconds", "The first moment after the leap second to come.", UnixTime(leap.NextAt));
        writer.Gauge("nts_leap_next_change_seconds", "Leap second to come: 1 is to be inserted, -1 to be left out, 0 means that none is known.", leap.NextChange);
        writer.Gauge("nts_leap_smear_added_seconds", "Smeared time minus UTC now, on the ports where leap seconds are smeared.", leap.SmearAddedSeconds);
        writer.Gauge("nts_leap_conflict", "Whether the leap-second table and the receiver contradict each other.", leap.Problem is null ? 0 : 1);
    }

    private static void WriteServices(MetricsWriter writer, StatusDocument status)
    {
        const string Reply = "reply-";
        const string Session = "session-";
        const string Request = "request-";
        writer.Counter("nts_ntp_requests_total", "NTP packets by what became of them.", "outcome", status.Ntp.Where(c => !c.Key.StartsWith(Reply, StringComparison.Ordinal)));
        writer.Counter("nts_ntp_replies_total", "NTP replies of note.", "kind", After(Reply, status.Ntp));
        writer.Gauge("nts_ntp_clients_listed", "Clients in the list of the busiest, which has room for 32.", status.Clients.Count);
        writer.Counter("nts_ke_sessions_total", "Connections for key establishment by how they ended.", "outcome", After(Session, status.KeyEstablishment));
        writer.Counter("nts_ke_requests_total", "Requests for keys by the reason of their answer.", "reason", After(Request, status.KeyEstablishment));
        writer.Gauge("nts_ke_serving", "Whether keys are established.", status.Certificate is null ? 0 : 1);
        KeyStatus keys = status.Keys;
        writer.Gauge("nts_cookie_key_age_seconds", "How long the key that seals new cookies has done so.", keys.AgeSeconds);
        writer.Gauge("nts_cookie_key_next_rotation_seconds", "When the next one takes its place; missing where another process decides.", keys.NextRotationSeconds);
        writer.Gauge("nts_cookie_keys", "Cookie keys in the ring.", "kind", [new("former", keys.PreviousIds.Count), new("current", keys.CurrentId.Length > 0 ? 1 : 0), new("upcoming", keys.UpcomingIds.Count)]);
        writer.Gauge("nts_cookie_keys_in_trouble", "Whether they cannot be stored, or followed.", keys.Problem is null ? 0 : 1);
        if (status.Certificate is { } certificate)
        {
            writer.Gauge("nts_ke_certificate_start_timestamp_seconds", "When the certificate in service begins.", UnixTime(certificate.NotBefore));
            writer.Gauge("nts_ke_certificate_end_timestamp_seconds", "When it ends.", UnixTime(certificate.NotAfter));
            writer.Gauge("nts_ke_certificate_own", "Whether it is from the box's own authority.", certificate.IsOwn ? 1 : 0);
            writer.Gauge("nts_ke_certificate_refused", "Whether the files of certificate and key as they are now cannot be used.", certificate.Problem is null ? 0 : 1);
            writer.Gauge("nts_ke_certificate_to_mend", "Whether clients may refuse the one in service, or strangers read its key.", certificate.Advice is null ? 0 : 1);
        }
    }

    private static void WriteProcess(MetricsWriter writer, StatusDocument status)
    {
        ProcessStatus process = status.Process;
        writer.Gauge("nts_timekeeper_info", "Version of the timekeeper.", 1, ("version", status.Version));
        writer.Gauge("build_info", "Name that cfnts has for nts_timekeeper_info.", 1, ("version", status.Version));
        writer.Gauge("nts_timekeeper_resident_memory_bytes", "Memory that the timekeeper occupies.", process.ResidentBytes);
        writer.Counter("nts_timekeeper_allocated_bytes_total", "What the timekeeper has allocated since its start.", process.AllocatedBytes);
        writer.Counter("nts_timekeeper_collections_total", "Garbage collections in the timekeeper by the oldest generation collected.", "generation",
        [
            new("0", process.Generation0Collections), new("1", process.Generation1Collections), new("2", process.Generation2Collections),
        ]);
        writer.Counter("nts_timekeeper_pause_seconds_total", "How long collections have stopped the timekeeper.", process.PauseSeconds);
        writer.Gauge("nts_timekeeper_worst_second_pause_seconds", "How long collections stopped the timekeeper in its worst second.", process.WorstSecondPauseSeconds);
    }

    private static void WriteAlarms(MetricsWriter writer, AlarmFigures alarms)
    {
        writer.Gauge("nts_alarm_level", "How bad an alarm's matter is by what was told last: 0 when all is well.", "alarm", alarms.Levels);
        writer.Counter("nts_alarm_events_total", "Changes that were told.", "event", alarms.Events);
        if (alarms.Runs.Count > 0)
        {
            writer.Counter("nts_alarm_command_runs_total", "Runs of the owner's command by what became of them.", "outcome", alarms.Runs);
            writer.Counter("nts_alarm_events_overtaken_total", "Events that waited for the command and were overtaken by a later one of the same alarm.", alarms.Coalesced);
        }
    }

    /// <summary>States of something that not every receiver tells.</summary>
    private static void WriteStates(MetricsWriter writer, string name, string help, string[] states, string? inForce)
    {
        if (inForce is not null)
        {
            writer.States(name, help, states, inForce);
        }
    }

    private static IEnumerable<KeyValuePair<string, long>> BySystem(ReceiverStatus receiver, Func<SatelliteStatus, bool> counts) =>
        receiver.Satellites.GroupBy(satellite => satellite.System, (system, all) => KeyValuePair.Create(system, all.LongCount(counts)));

    /// <summary>Seconds since 1970; null where there is no time.</summary>
    private static double? UnixTime(string? time) =>
        DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset value) ? value.ToUnixTimeSeconds() : null;

    private static IEnumerable<KeyValuePair<string, long>> After(string prefix, Dictionary<string, long> counters) =>
        counters.Where(c => c.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(c => KeyValuePair.Create(c.Key[prefix.Length..], c.Value));
}
