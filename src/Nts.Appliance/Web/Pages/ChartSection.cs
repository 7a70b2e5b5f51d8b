using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Nts.Appliance.Status;
using Nts.Appliance.Web.History;

namespace Nts.Appliance.Web.Pages;

/// <summary>The history: how the clock stood, and the charts. Each is drawn here; where scripts run, uPlot takes the drawing's place.</summary>
internal static class ChartSection
{
    private static readonly (HistoryRange Range, string Name, string Label)[] Ranges =
        [(HistoryRange.Hour, "hour", "1 hour"), (HistoryRange.Day, "day", "24 hours"), (HistoryRange.Week, "week", "7 days")];

    /// <summary>The range of a request; null when there is no such range.</summary>
    public static HistoryRange? Parse(string? name) => name is null or "" ? HistoryRange.Hour : Ranges.Where(r => r.Name == name).Select(r => (HistoryRange?)r.Range).FirstOrDefault();

    /// <summary>The name of a range.</summary>
    public static string Name(HistoryRange range) => Ranges[(int)range].Name;

    /// <summary>Writes the section.</summary>
    public static void Write(Html html, StatusDocument? status, StatusHistory history, HistoryRange range)
    {
        HistoryRing ring = history[range];
        html.Add($"""<section id="history" aria-labelledby="history-title"><div class="title"><h2 id="history-title">History</h2><nav class="ranges" aria-label="How far back">""");
        foreach ((HistoryRange each, string name, string label) in Ranges)
        {
            html.AddMarkup(each == range ? """<a aria-current="true" """ : "<a ").Add($"""href="?range={name}#history">{label}</a>""");
        }

        html.AddMarkup("</nav></div>");
        WriteStates(html, ring, Ranges[(int)range].Label);
        html.AddMarkup("""<div class="charts">""");
        foreach (Chart chart in Chart.All.Where(chart => chart.Line != Channel.Temperature || status?.Clock.Thermometer is not null))
        {
            Write(html, chart, ring);
        }

        html.AddMarkup("</div></section>\n");
    }

    private static void Write(Html html, Chart chart, HistoryRing ring)
    {
        ChartPoints points = new(chart, ring);
        string title = "chart-" + chart.Id;
        string band = chart.IsBound ? "bound" : chart.Band is null ? "" : "deviation";
        html.Add($"""<figure class="chart" id="{title}" aria-labelledby="{title}-title" data-line="{JsonName(chart.Line)}" data-band="{band}" data-unit="{chart.Unit}"><figcaption><h3 id="{title}-title">{chart.Title}</h3><p class="note">{chart.Note}</p><p class="said" id="{title}-said" data-live>""");
        WriteSummary(html, chart, points);
        html.Add($"""</p></figcaption><div class="plot" id="{title}-plot" data-live>""");
        if (!points.IsEmpty)
        {
            (double bottom, double top) = ChartSvg.Scale(chart, points);
            html.Add($"""<span class="top" aria-hidden="true">{chart.Format(top)}</span>""").AddMarkup(ChartSvg.Draw(chart, points))
                .Add($"""<span class="bottom" aria-hidden="true">{chart.Format(bottom)}</span><span class="since" aria-hidden="true">{Figures.Length((ring.Last - ring.First) * ring.Step)} ago</span><span class="now" aria-hidden="true">now</span>""");
        }

        html.AddMarkup("</div></figure>");
    }

    private static void WriteSummary(Html html, Chart chart, ChartPoints points)
    {
        if (points.IsEmpty)
        {
            html.AddMarkup("""<span class="none">nothing measured yet</span>""");
            return;
        }

        html.Add($"""<strong>{(double.IsFinite(points.Now) ? chart.Format(points.Now) : "not now")}</strong> <span>{chart.Format(points.Lowest)} to {chart.Format(points.Highest)}</span>""");
    }

    /// <summary>A bar of how the clock stood, and the same in words.</summary>
    private static void WriteStates(Html html, HistoryRing ring, string label)
    {
        const int Width = 1000;
        long count = ring.Last - ring.First + 1;
        Dictionary<Face, long> seconds = [];
        html.AddMarkup("""<div class="states" id="states" data-live>""");
        html.Add($"""<svg viewBox="0 0 {Width} 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">""");
        for (long number = ring.First; number <= ring.Last;)
        {
            Face face = At(ring, number);
            long end = number;
            while (end <= ring.Last && At(ring, end) == face)
            {
                end++;
            }

            seconds[face] = seconds.GetValueOrDefault(face) + (end - number);
            html.Add($"""<rect class="{Faces.Class(face)}" x="{(double)(number - ring.First) * Width / count:0.##}" y="0" width="{(double)(end - number) * Width / count:0.##}" height="8"/>""");
            number = end;
        }

        string words = string.Join(", ", seconds.OrderBy(s => s.Key).Select(s => $"{Faces.Word(s.Key).ToLowerInvariant()} {Percent((double)s.Value / count)}"));
        string span = Figures.Length(Math.Max(count, 1) * ring.Step);
        html.Add($"""</svg><p>{(words.Length == 0 ? "Nothing seen yet." : $"In the last {span}: {words}.")} <span class="note">The page has kept this itself since it started; up to {label}.</span></p></div>""");
    }

    private static Face At(HistoryRing ring, long number) => ring[number, Channel.Face] is var face && float.IsNaN(face) ? Face.Absent : (Face)(int)face;

    private static string Percent(double part) => part >= 0.9995 ? "100 %" : string.Create(CultureInfo.InvariantCulture, $"{100 * part:0.0} %");

    private static string JsonName(Channel channel) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(channel.ToString());
}
