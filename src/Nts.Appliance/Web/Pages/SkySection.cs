using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Nts.Appliance.Status;

namespace Nts.Appliance.Web.Pages;

/// <summary>The satellites: where they stand, seen from below with north above, and a table of the same.</summary>
internal static class SkySection
{
    private const double Radius = 100;

    /// <summary>No signal is stronger, dB-Hz.</summary>
    private const int Strongest = 55;

    /// <summary>Writes the section.</summary>
    public static void Write(Html html, StatusDocument status)
    {
        SatelliteStatus[] satellites = [.. status.Receiver.Satellites.Where(s => s is not null).OrderBy(s => s.System, StringComparer.Ordinal).ThenBy(s => s.Number)];
        html.AddMarkup("""<section id="sky" aria-labelledby="sky-title"><h2 id="sky-title">Sky</h2><div class="sky" id="sky-view" data-live>""");
        if (satellites.Length == 0)
        {
            html.AddMarkup("""<p class="none">The receiver has told of no satellites.</p></div></section>""");
            return;
        }

        int used = satellites.Count(s => s.IsUsed == true);
        string what = $"{satellites.Length} in view{(satellites.Any(s => s.IsUsed is not null) ? $", {used} used" : "")}, {satellites.Count(s => s.Signal is not null)} received";
        html.Add($"""<figure><figcaption>{what}</figcaption><svg class="polar" viewBox="-116 -116 232 232" role="img" aria-label="Sky view: {what}. The table has the same in numbers.">""");
        html.AddMarkup("""<circle r="100"/><circle r="66.7"/><circle r="33.3"/><path d="M-100 0H100M0-100V100"/><text y="-104">N</text><text x="109" y="4">E</text><text y="113">S</text><text x="-109" y="4">W</text>""");
        foreach (SatelliteStatus satellite in satellites)
        {
            Draw(html, satellite);
        }

        html.AddMarkup("""</svg><p class="key"><span class="dot used"></span> used <span class="dot received"></span> received <span class="dot silent"></span> in view</p></figure>""");
        WriteTable(html, satellites);
        html.AddMarkup("</div></section>\n");
    }

    private static void Draw(Html html, SatelliteStatus satellite)
    {
        if (satellite is not { Elevation: >= 0 and <= 90 and int elevation, Azimuth: int azimuth })
        {
            return;
        }

        double distance = Radius * (90 - elevation) / 90;
        double angle = azimuth % 360 * Math.PI / 180;
        html.Add($"""<g class="{Class(satellite)}" transform="translate({distance * Math.Sin(angle):0.0} {-distance * Math.Cos(angle):0.0})"><circle r="8.5"/><text y="3">{satellite.Number}</text></g>""");
    }

    private static void WriteTable(Html html, IEnumerable<SatelliteStatus> satellites)
    {
        html.AddMarkup("""<div class="scroll"><table class="satellites"><caption>Satellites</caption><thead><tr><th scope="col">Satellite</th><th scope="col" class="n"><abbr title="Elevation">Elev.</abbr></th><th scope="col" class="n"><abbr title="Azimuth">Azim.</abbr></th><th scope="col">Signal, dB-Hz</th><th scope="col">Use</th></tr></thead><tbody>""");
        foreach (SatelliteStatus satellite in satellites)
        {
            html.Add($"""<tr class="{Class(satellite)}"><th scope="row">{satellite.System} {satellite.Number}</th><td class="n">{Degrees(satellite.Elevation)}</td><td class="n">{Degrees(satellite.Azimuth)}</td><td>""");
            if (satellite.Signal is { } signal)
            {
                html.Add($"""<svg class="bar" viewBox="0 0 {Strongest} 6" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect width="{Math.Clamp(signal, 0, Strongest)}" height="6"/></svg> {signal}""");
            }
            else
            {
                html.Add($"{Figures.Unknown}");
            }

            html.Add($"""</td><td>{Use(satellite)}</td></tr>""");
        }

        html.AddMarkup("</tbody></table></div>");
    }

    private static string Class(SatelliteStatus satellite) => satellite.IsUsed == true ? "used" : satellite.Signal is null ? "silent" : "received";

    private static string Use(SatelliteStatus satellite) => satellite switch
    {
        { IsUsed: true } => "used",
        { Signal: null } => "not received",
        _ => "received",
    };

    private static string Degrees(int? degrees) => degrees is { } known ? known.ToString(CultureInfo.InvariantCulture) + "°" : Figures.Unknown;
}
