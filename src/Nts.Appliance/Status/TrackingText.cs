using System;
using System.Globalization;
using System.Text;

namespace Nts.Appliance.Status;

/// <summary><c>nts-appliance tracking</c>: the lines of <c>chronyc tracking</c>, and two of our own.</summary>
internal static class TrackingText
{
    private const string NotYet = "not measured yet";

    /// <summary>Several lines without a line break at the end.</summary>
    public static string Render(StatusDocument status)
    {
        ClockStatus clock = status.Clock;
        TrackingStatus tracking = status.Tracking;
        bool isMeasured = tracking.Pulse.LastSeconds is not null;
        return Columns.Rows(
        [
            ("Reference ID", status.IsSynchronized ? $"{Convert.ToHexString(Encoding.ASCII.GetBytes(clock.ReferenceId.PadRight(4, '\0')))} ({clock.ReferenceId})" : "00000000 ()"),
            ("Stratum", clock.Stratum.ToString(CultureInfo.InvariantCulture)),
            ("Ref time (UTC)", Time(tracking.ReferenceTime)),
            ("System time", $"{Columns.Nine(Math.Abs(clock.OffsetSeconds))} {(clock.OffsetSeconds < 0 ? "fast" : "slow")} of NTP time"),
            ("Last offset", tracking.Pulse.OffsetSeconds is { } last ? Columns.Nine(-last, isSigned: true) : NotYet),
            ("RMS offset", tracking.RmsOffsetSeconds is { } rms ? Columns.Nine(rms) : NotYet),
            ("Frequency", isMeasured ? string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(clock.FrequencyPpm):0.0000} ppm {(clock.FrequencyPpm < 0 ? "fast" : "slow")}") : NotYet),
            ("Residual freq", isMeasured ? string.Create(CultureInfo.InvariantCulture, $"{tracking.ResidualFrequencyPpm:+0.0000;-0.0000;+0.0000} ppm") : NotYet),
            ("Skew", isMeasured ? string.Create(CultureInfo.InvariantCulture, $"{clock.FrequencySigmaPpm:0.0000} ppm") : NotYet),
            ("Root delay", Columns.Nine(tracking.RootDelaySeconds)),
            ("Root dispersion", Columns.Nine(clock.RootDispersionSeconds)),
            ("Update interval", tracking.UpdateIntervalSeconds is { } interval ? string.Create(CultureInfo.InvariantCulture, $"{interval:0.0} seconds") : NotYet),
            ("Leap status", clock.Leap switch { 0 => "Normal", 1 => "Insert second", 2 => "Delete second", _ => "Not synchronised" }),
            ("Clock state", StatusText.Headline(status)),
            ("Steered clock", clock.SteersSystemClock ? "the machine's clock" : "software clock inside the process"),
        ]);
    }

    /// <summary>As in C's <c>asctime</c>.</summary>
    private static string Time(string? time) =>
        DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at)
            ? at.UtcDateTime.ToString("ddd MMM dd HH:mm:ss yyyy", CultureInfo.InvariantCulture)
            : NotYet;
}
