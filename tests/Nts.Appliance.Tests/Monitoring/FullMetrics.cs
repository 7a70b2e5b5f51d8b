using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Nts.Appliance.Alarms;
using Nts.Appliance.Status;
using Nts.Appliance.Web;
using Nts.KeyEstablishment;
using Nts.Ntp;
using Nts.Server.Hosting;
using Nts.Server.KeyEstablishment;

namespace Nts.Appliance.Monitoring;

/// <summary>The metrics of a box that knows everything, and the files that go by them.</summary>
internal static partial class FullMetrics
{
    private static readonly Lazy<string> Repository = new(() =>
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Nts.slnx")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    });

    /// <summary>As <c>/metrics</c> has them.</summary>
    public static string Text { get; } = MetricsText.Render(new StatusView(default, Document(), null), Alarms());

    /// <summary>Their names.</summary>
    public static IReadOnlySet<string> Names { get; } = TypeLine().Matches(Text).Select(line => line.Groups[1].Value).ToHashSet();

    /// <summary>A file of the repository.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Repository.Value, .. parts]);

    /// <summary>The metrics that are named in an expression of Prometheus.</summary>
    public static IEnumerable<string> NamedIn(string expression) => Name().Matches(Quoted().Replace(expression, "\"\"")).Select(match => match.Value);

    /// <summary>A state in which every value is known.</summary>
    private static StatusDocument Document()
    {
        StatusDocument document = AlarmTableTests.AllWell();
        document.Version = "1.2.3";
        ClockStatus clock = document.Clock;
        clock.HoldoverLeftSeconds = 40_000;
        clock.TemperatureCelsius = 42.5;
        clock.TemperaturePpmPerDegree = 0.01;
        clock.Pulses["accepted"] = 100;
        clock.ChangesByOthers["step"] = 1;
        ReceiverStatus receiver = document.Receiver;
        receiver.State = "paired";
        receiver.SatellitesUsed = 8;
        receiver.SatellitesInView = 12;
        receiver.StrongestSignal = 44;
        receiver.Satellites = [new() { System = "GPS", Number = 5, Signal = 44, IsUsed = true }, new() { System = "Galileo", Number = 5 }];
        receiver.Survey = new() { IsActive = true, AccuracyMetres = 2.5 };
        receiver.SerialDelaySeconds = 0.07;
        receiver.InterruptBiasSeconds = 11e-6;
        receiver.InterruptBiasSigmaSeconds = 1e-7;
        receiver.PolledBracketSeconds = 1e-6;
        receiver.Counters["bytes"] = 9;
        document.Leap.TaiMinusUtcSeconds = 37;
        document.Leap.NextChange = 1;
        document.Leap.NextAt = "2027-01-01T00:00:00Z";
        document.Leap.SmearAddedSeconds = 0.25;
        document.Ntp = Enum.GetValues<RespondReason>().ToDictionary(reason => reason.ShortName(), reason => 100L + (int)reason);
        document.Ntp["reply-interleaved"] = 2;
        document.KeyEstablishment = Enum.GetValues<SessionOutcome>().ToDictionary(outcome => "session-" + CounterName.Of(outcome), outcome => 1L << (int)outcome);
        foreach (RequestReason reason in Enum.GetValues<RequestReason>())
        {
            document.KeyEstablishment["request-" + CounterName.Of(reason)] = 1L << (int)reason;
        }

        document.Clients.Add(new() { Address = "192.0.2.7", Requests = 9 });
        document.Keys.AgeSeconds = 3600;
        document.Keys.NextRotationSeconds = 82_800;
        document.Keys.PreviousIds = ["00000001"];
        return document;
    }

    private static AlarmFigures Alarms() => new AlarmWatch(new EventLog(TextWriter.Null, TimeProvider.System, journal: false), null).Figures with
    {
        Runs = [.. Enum.GetValues<CommandOutcome>().Select(outcome => KeyValuePair.Create(CounterName.Of(outcome), 1L))],
    };

    [GeneratedRegex("^# TYPE ([a-z0-9_]+)", RegexOptions.Multiline)]
    private static partial Regex TypeLine();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b(nts?_[a-z0-9_]+|ntp_[a-z0-9_]+|build_info)\b")]
    private static partial Regex Name();
}
