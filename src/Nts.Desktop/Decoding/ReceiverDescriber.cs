using System;
using System.Globalization;
using System.Linq;
using Nts.Gnss;
using Nts.Time;

namespace Nts.Desktop.Decoding;

/// <summary>Writes what a GNSS receiver says, a line for each report.</summary>
/// <param name="outline">Takes the lines.</param>
internal sealed class ReceiverDescriber(Outline outline) : IGnssListener
{
    /// <summary>Describes what a receiver sent, and what became of every byte.</summary>
    /// <param name="bytes">All of it: NMEA, UBX and others in any mixture.</param>
    /// <param name="outline">Takes the lines.</param>
    /// <param name="near">Any moment within 50 years of the receiver's: for years of two digits.</param>
    public static void Describe(ReadOnlySpan<byte> bytes, Outline outline, PosixTime near)
    {
        GnssDecoder decoder = new(new ReceiverDescriber(outline), near);
        decoder.Feed(bytes, default);
        decoder.Finish();
        GnssCounters counters = decoder.Counters;
        outline.Line(Text($"{counters.FedBytes} octets"));
        foreach (GnssVerdict verdict in Enum.GetValues<GnssVerdict>().Where(verdict => counters.Bytes(verdict) > 0))
        {
            outline.Below().Line(Name(verdict), Text($"{counters.Frames(verdict)} in {counters.Bytes(verdict)} octets"));
        }

        outline.Line("messages");
        foreach (MessageKind kind in Enum.GetValues<MessageKind>().Where(kind => counters.Messages(kind) > 0))
        {
            outline.Below().Line(Name(kind), Text($"{counters.Messages(kind)}"));
        }
    }

    public void OnTime(in TimeReport report) => Write(
        report.Kind,
        $"{report.Utc}{(report.Valid ? "" : ", not vouched for")}",
        report.LeapSecond ? "a leap second" : null,
        report.UtcKnown is bool known ? known ? "UTC known" : "UTC not known" : null,
        report.LeapSeconds is int leapSeconds ? Text($"{leapSeconds} leap seconds") : null,
        report.Accuracy is NtpDuration accuracy ? Text($"±{accuracy.TotalNanoseconds} ns") : null);

    public void OnPulseReport(in PulseReport report) => Write(
        MessageKind.TimTp,
        Text($"next pulse at {report.TimeOfWeek.TotalSeconds:0.#########} s of week {report.Week} in {(report.IsUtc ? "UTC" : "GPS time")}"),
        report.UtcAvailable ? null : "UTC not known",
        report.QuantizationErrorPicoseconds is int error ? Text($"quantisation error {error} ps") : "quantisation error not known",
        report.IsUnlocked ? "not locked" : null);

    public void OnLeap(in LeapReport report) => Write(
        MessageKind.NavTimeLs,
        report.CurrentLeapSeconds is int current ? Text($"{current} leap seconds") : "leap seconds not known",
        $"from {Name(report.Source)}",
        report.TimeToEvent is NtpDuration until ? Text($"change by {report.NextChange} in {until.TotalSeconds:0} s") : null);

    public void OnFix(in FixReport report) => Write(
        report.MessageKind,
        $"fix {Name(report.Fix)}",
        report.SatellitesUsed is int used ? Text($"{used} satellites used") : null,
        report.Constellation is Constellation constellation ? $"of {Name(constellation)}" : null);

    public void OnSatellite(in SatelliteReport report, bool first) => outline.Below().Line(string.Join(", ", new[]
    {
        Text($"{Name(report.Constellation)} {report.Id}"),
        report.Elevation is int elevation ? Text($"elevation {elevation}") : null,
        report.Azimuth is int azimuth ? Text($"azimuth {azimuth}") : null,
        report.SignalToNoise is int signal ? Text($"{signal} dB-Hz") : "not tracked",
        report.IsUsed is true ? "used" : null,
    }.OfType<string>()));

    public void OnRadio(in RadioReport report) => Write(
        report.MessageKind,
        report.Antenna is AntennaState antenna ? $"antenna {Name(antenna)}" : null,
        report.Jamming is JammingState jamming ? $"jamming {Name(jamming)}" : null,
        report.JammingIndicator is int indicator ? Text($"jamming indicator {indicator}") : null,
        report.Spoofing is SpoofingState spoofing ? $"spoofing {Name(spoofing)}" : null);

    public void OnSurvey(in SurveyReport report) => outline.Line("survey", string.Join(", ", new[]
    {
        report.IsActive ? "under way" : "not under way",
        report.IsValid ? "position valid" : "position not valid",
        Text($"{report.Duration.TotalSeconds:0} s"),
        Text($"{report.Observations} observations"),
        report.Accuracy is double metres ? Text($"±{metres:0.###} m") : null,
    }.OfType<string>()));

    public void OnIdentity(ReceiverIdentity identity) => outline.Line("receiver", string.Join(", ", new[]
    {
        Name(identity.Maker),
        identity.Model,
        identity.Firmware,
        identity.Protocol is decimal protocol ? Text($"protocol {protocol}") : "",
        identity.IsTiming ? "timing model" : "",
    }.Where(part => part.Length > 0)));

    public void OnCommand(in CommandReport report)
    {
        string command = report.Maker is ReceiverMaker.Ublox ? Text($"{report.Command >> 8:x2} {report.Command & 0xff:x2}") : Text($"{report.Command}");
        outline.Line("answer", $"{Name(report.Maker)} command {command} {(report.IsAccepted ? "obeyed" : "refused")}");
    }

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString();

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Write(MessageKind kind, params string?[] parts) => outline.Line(Name(kind), string.Join(", ", parts.OfType<string>()));
}
