using System;
using System.Globalization;
using Nts.Client;
using Nts.Server.Client;
using Nts.Time;

namespace Nts.Desktop.Monitoring;

/// <summary>What is shown of one host.</summary>
/// <param name="Name">The name that the user gave.</param>
/// <param name="Report">What is known; null before anything happened.</param>
internal sealed record MonitorRow(string Name, AssociationReport? Report)
{
    /// <summary>The heads of the columns, and whether numbers stand in them.</summary>
    public static (string Name, bool IsNumber)[] Columns { get; } =
    [
        ("name", false), ("stratum", true), ("reach", true), ("poll", true), ("offset", true), ("delay", true), ("jitter", true), ("cookies", true),
        ("NAKs", true), ("last", true), ("state", false),
    ];

    /// <summary>What stands in the columns.</summary>
    /// <param name="now">The present, by the runner's clock.</param>
    public string[] Cells(MonotonicTime now)
    {
        if (Report is not { Status: AssociationStatus status })
        {
            return [Name, "-", "-", "-", "-", "-", "-", "-", "-", "-", "starting"];
        }

        FilteredSample? best = status.Best;
        return
        [
            Name,
            best is null ? "-" : $"{status.Header.Stratum}",
            Convert.ToString(status.Reach, 8).PadLeft(3, '0'),
            Length(status.Poll.TotalSeconds),
            best is null ? "-" : Signed(best.Value.Offset.TotalSeconds),
            best is null ? "-" : Length(best.Value.Delay.TotalSeconds),
            best is null ? "-" : Length(best.Value.Jitter.TotalSeconds),
            $"{status.Cookies}",
            $"{status.Naks}",
            status.LastAnswer is MonotonicTime last ? Length(Math.Floor((now - last).TotalSeconds)) : "-",
            State(status),
        ];
    }

    /// <summary>State and reason in words.</summary>
    public string State(AssociationStatus status)
    {
        string state = status.State switch
        {
            AssociationState.Starting => "starting",
            AssociationState.NoKeys => "no keys",
            AssociationState.Reachable => "reachable",
            AssociationState.Unreachable => "unreachable",
            _ => "denied",
        };
        string trouble = Words(status.Trouble);
        string failure = Report?.Failure ?? string.Empty;
        return state + (trouble.Length > 0 ? $", {trouble}" : string.Empty) + (failure.Length > 0 ? $": {failure}" : string.Empty);
    }

    private static string Words(AssociationTrouble trouble) => trouble switch
    {
        AssociationTrouble.None => string.Empty,
        AssociationTrouble.KeyEstablishment => "key establishment failed",
        AssociationTrouble.NoCookie => "no cookie is left",
        AssociationTrouble.NoAnswer => "no answer",
        AssociationTrouble.Refused => "what came was not the answer",
        AssociationTrouble.Nak => "cookie not accepted (NAK)",
        AssociationTrouble.Rate => "asked to poll less often (RATE)",
        AssociationTrouble.Denied => "service denied",
        AssociationTrouble.Unsynchronized => "the server is not synchronised",
        _ => "timestamps contradict each other",
    };

    private static string Signed(double seconds) => (seconds < 0 ? "-" : "+") + Length(Math.Abs(seconds));

    private static string Length(double seconds) => seconds switch
    {
        0 => "0 s",
        < 1e-3 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e6:0.0} us"),
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e3:0.000} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.###} s"),
    };
}
