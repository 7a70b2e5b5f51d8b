using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Nts.Appliance.Status;

/// <summary>The published state for a person: one line that says it all, then the figures.</summary>
internal static class StatusText
{
    private const int LabelWidth = 18;
    private const string NotMeasured = "not measured yet";

    /// <summary>Several lines without a line break at the end.</summary>
    public static string Render(StatusDocument status)
    {
        StringBuilder text = new();
        ClockStatus clock = status.Clock;
        text.Append(Headline(clock, status.Receiver)).Append('\n');
        Line(text, "Receiver", status.Receiver.Description + (status.Receiver.Simulated ? "  ** SIMULATED: not real time from satellites **" : ""));
        Line(text, "Receiver state", $"{status.Receiver.State}: {status.Receiver.Reason}");
        Line(text, "Satellites", $"{Known(status.Receiver.SatellitesUsed)} used, {Known(status.Receiver.SatellitesInView)} in view");
        Line(text, "Serial delay", status.Receiver.SerialDelaySeconds is { } delay ? Seconds(delay) + " (measured)" : NotMeasured);
        Line(text, "Clock", clock.SteersSystemClock ? "the machine's clock" : "software clock inside the process");
        Line(text, "Time", status.Time);
        bool measured = clock.Pulses.GetValueOrDefault("accepted") > 0;
        Line(text, "Offset", measured ? $"{Signed(clock.OffsetSeconds)} ± {Seconds(clock.OffsetSigmaSeconds)}" : NotMeasured);
        Line(text, "Frequency", measured ? string.Create(CultureInfo.InvariantCulture, $"{clock.FrequencyPpm:+0.0000;-0.0000;0.0000} ppm") : NotMeasured);
        Line(text, "Pulse jitter", measured ? Seconds(clock.PulseJitterSeconds) : NotMeasured);
        Line(text, "Served as", $"stratum {clock.Stratum}, reference id {clock.ReferenceId}, leap indicator {clock.Leap}, root dispersion {Seconds(clock.RootDispersionSeconds)}");
        Counters(text, "Pulses", clock.Pulses);
        Counters(text, "Receiver counts", status.Receiver.Counters);
        Counters(text, "NTP packets", status.Ntp);
        Line(text, "Key establishment", status.KeyEstablishmentState);
        if (status.Certificate is { } certificate)
        {
            Line(text, "Certificate", certificate.Summary);
        }

        Counters(text, "Establishments", status.KeyEstablishment);
        return text.ToString().TrimEnd('\n');
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

    private static string Headline(ClockStatus clock, ReceiverStatus receiver) => clock.State == "locked"
        ? $"locked, {Seconds(clock.OffsetSigmaSeconds)}, true error within {Seconds(clock.RootDispersionSeconds)}"
        : $"{clock.State}: {clock.Reason} (receiver: {receiver.Reason})";

    private static string Signed(double seconds) => (seconds > 0 ? "+" : "") + Seconds(seconds);

    private static string Known(int? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "unknown number";

    private static void Counters(StringBuilder text, string label, IReadOnlyDictionary<string, long> counters) =>
        Line(text, label, string.Join(", ", counters.Where(c => c.Value != 0).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Key} {c.Value}"))) is { Length: > 0 } counts ? counts : "none");

    private static void Line(StringBuilder text, string label, string value) => text.Append(label.PadRight(LabelWidth)).Append(": ").Append(value).Append('\n');
}
