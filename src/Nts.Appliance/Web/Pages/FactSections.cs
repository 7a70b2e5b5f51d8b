using System.Collections.Generic;
using System.Linq;
using Nts.Appliance.Status;

namespace Nts.Appliance.Web.Pages;

/// <summary>Facts in the words of <c>nts-appliance status</c>, by what they are about. None is lost: what has no place elsewhere stands under the last title.</summary>
internal static class FactSections
{
    private static readonly (string Id, string Title, string[] Labels)[] Sections =
    [
        ("receiver", "Receiver", ["Receiver", "Receiver state", "Receiver heard", "Receiver setup", "It says it is", "Antenna", "Survey", "Serial delay", "Pulse stamps", "Date", "Pulses"]),
        ("keys", "Certificate and keys", ["Key establishment", "Certificate"]),
        ("leap", "Leap seconds", ["Leap seconds", "Leap smear"]),
        ("clock", "Clock", ["Clock", "Clock state", "Other programs", "Changes by others", "Holdover", "Frequency", "Temperature", "Remembered", "Served as"]),
    ];

    /// <summary>What stands elsewhere on the page.</summary>
    private static readonly HashSet<string> Elsewhere = ["Satellites", "Offset", "Pulse jitter", "NTP packets", "Establishments", "Time"];

    /// <summary>The labels that are looked for.</summary>
    internal static IEnumerable<string> Labels => Sections.SelectMany(s => s.Labels).Concat(Elsewhere);

    /// <summary>Writes the sections.</summary>
    public static void Write(Html html, StatusDocument status, Authority? authority)
    {
        (string Label, string Value)[] rows = [.. StatusText.Rows(status)];
        html.AddMarkup("""<div class="facts">""");
        foreach ((string id, string title, string[] labels) in Sections)
        {
            IEnumerable<(string, string)> mine = rows.Where(row => labels.Contains(row.Label));
            Write(html, id, title, id == "keys" ? [.. mine, .. KeyRows(status.Keys, authority)] : mine);
        }

        Write(html, "process", "Process", rows.Where(row => !Labels.Contains(row.Label)).Append(("Version", status.Version)));
        html.AddMarkup("</div>\n");
    }

    private static IEnumerable<(string, string)> KeyRows(KeyStatus keys, Authority? authority)
    {
        if (authority is not null)
        {
            yield return ("Own authority", $"until {authority.Ends}");
        }

        if (keys.CurrentId.Length > 0)
        {
            string next = keys.NextRotationSeconds is { } seconds ? $", the next in {Figures.Length(seconds)}" : "";
            yield return ("Cookie key", $"{keys.CurrentId} for {Figures.Length(keys.AgeSeconds)}{next}; {keys.PreviousIds.Count} former ones still open cookies{(keys.Problem is { } problem ? "; " + problem : "")}");
        }
    }

    private static void Write(Html html, string id, string title, IEnumerable<(string Label, string Value)> rows)
    {
        html.Add($"""<section id="{id}" aria-labelledby="{id}-title"><h2 id="{id}-title">{title}</h2><dl class="rows" id="{id}-rows" data-live>""");
        foreach ((string label, string value) in rows)
        {
            html.Add($"<div><dt>{label}</dt><dd>{Figures.Typeset(value)}</dd></div>");
        }

        html.AddMarkup("</dl></section>");
    }
}
