using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Nts.Appliance.Web.Pages;

/// <summary>Draws a chart without a script. It is stretched to its place, so numbers stand beside it.</summary>
internal static class ChartSvg
{
    private const int Width = 600;
    private const int Height = 160;

    /// <summary>The drawing. What it shows is told in the caption, so it says nothing to who cannot see it.</summary>
    public static string Draw(Chart chart, ChartPoints points)
    {
        (double bottom, double top) = Scale(chart, points);
        double Y(double value) => Height * (top - value) / (top - bottom);
        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg class="drawing" viewBox="0 0 {Width} {Height}" preserveAspectRatio="none" aria-hidden="true" focusable="false">""");
        if (bottom < 0 && top > 0)
        {
            svg.Append(CultureInfo.InvariantCulture, $"""<path class="zero" d="M0 {Y(0):0.0}H{Width}"/>""");
        }

        StringBuilder band = new(), line = new();
        foreach (List<(double At, float Line, float Low, float High)> run in Runs(points))
        {
            string[] high = [.. run.Select(p => Point(p.At, Y(p.High)))];
            string[] low = [.. run.Select(p => Point(p.At, Y(p.Low))).Reverse()];
            band.Append('M').AppendJoin('L', high).Append('L').AppendJoin('L', low).Append('Z');
            line.Append('M').AppendJoin('L', run.Select(p => Point(p.At, Y(p.Line))));

            // A point alone has no length to be drawn.
            line.Append(run.Count == 1 ? "h2" : "");
        }

        svg.Append(chart.Band is null ? "" : $"""<path class="band" d="{band}"/>""");
        return svg.Append($"""<path class="line" d="{line}"/></svg>""").ToString();
    }

    /// <summary>The lowest and the highest value that it has room for.</summary>
    public static (double Bottom, double Top) Scale(Chart chart, ChartPoints points)
    {
        if (points.IsEmpty)
        {
            return (0, 1);
        }

        double bottom = chart.BeginsAtZero ? 0 : points.Bottom;
        double least = chart.Unit switch
        {
            "seconds" => 1e-9,
            "ppm" => 1e-3,
            "celsius" => 0.2,
            _ => 1,
        };
        double room = Math.Max(0.06 * (points.Top - bottom), points.Top - bottom < least ? least : 0);
        return (chart.BeginsAtZero ? 0 : bottom - room, points.Top + room);
    }

    private static string Point(double at, double y) => string.Create(CultureInfo.InvariantCulture, $"{at * Width:0.0} {y:0.0}");

    private static IEnumerable<List<(double At, float Line, float Low, float High)>> Runs(ChartPoints points)
    {
        List<(double At, float Line, float Low, float High)> run = [];
        foreach ((double At, float Line, float Low, float High) point in points.Points)
        {
            if (float.IsNaN(point.Line) && run.Count > 0)
            {
                yield return run;
                run = [];
            }
            else if (!float.IsNaN(point.Line))
            {
                run.Add(point);
            }
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }
}
