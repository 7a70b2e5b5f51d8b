using Nts.Appliance.Status;
using Nts.Appliance.Web.History;
using Nts.Appliance.Web.Pages;

namespace Nts.Appliance.Web;

/// <summary>
/// The published state as a page for a browser. All of it is made here, whether scripts run or not. A script fetches the same page every second and puts
/// what is marked <c>data-live</c> in the place of what it was; without one the page is loaded anew every ten seconds.
/// </summary>
internal static class StatusPage
{
    private static readonly PageAssets Assets = PageAssets.Embedded;

    /// <summary>The whole page. Everything that the timekeeper or the browser says is text in it, whatever it holds.</summary>
    /// <param name="view">What is known of the timekeeper.</param>
    /// <param name="history">What was known before.</param>
    /// <param name="range">How far back the charts look.</param>
    /// <param name="box">This box as the browser calls it.</param>
    public static string Render(StatusView view, StatusHistory history, HistoryRange range, BoxName box)
    {
        Html html = new();
        Authority? authority = Authority.Of(view);
        WriteHead(html, view);
        html.Add($"""<body data-range="{ChartSection.Name(range)}"><a class="skip" href="#main">Skip to the state</a>""");
        WriteBanner(html, view, box);
        html.AddMarkup("""<main id="main" tabindex="-1">""");
        HeroSection.Write(html, view, history);
        ChartSection.Write(html, view.Status, history, range);
        if (view.Status is { } status)
        {
            SkySection.Write(html, status);
            RequestSection.Write(html, status);
            FactSections.Write(html, status, authority);
            ClientSection.Write(html, status, authority, box);
        }

        html.AddMarkup("</main>");
        html.AddMarkup("""<footer><p>For machines: <a href="status.json">status.json</a>, <a href="history.json">history.json</a>, <a href="metrics">metrics</a>, <a href="healthz">healthz</a>. This page only shows; nothing can be changed here.</p>""");
        html.AddMarkup("<p>");
        return (Assets.HasCharts
            ? html.Add($"""Charts: uPlot, <a href="{Assets["uplot-licence.txt"]}">its licence</a>.""")
            : html.AddMarkup("Built without its charting library: the server draws the charts."))
            .AddMarkup("</p></footer></body></html>\n").ToString();
    }

    private static void WriteHead(Html html, StatusView view)
    {
        html.Add($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <noscript><meta http-equiv="refresh" content="10"></noscript>
            <title>{HeroSection.Headline(view)} – time server</title>
            <link rel="icon" type="image/svg+xml" href="{Assets["icon.svg"]}">
            <link rel="stylesheet" href="{Assets["page.css"]}">

            """);
        if (Assets.HasCharts)
        {
            html.Add($"""<link rel="stylesheet" href="{Assets["uplot.css"]}"><script defer src="{Assets["uplot.js"]}"></script>""");
        }

        html.Add($"""<script defer src="{Assets["page.js"]}"></script></head>""").AddMarkup("\n");
    }

    private static void WriteBanner(Html html, StatusView view, BoxName box)
    {
        html.Add($"""<header><p class="name">Time server{(box.IsKnown ? " " : "")}<strong>{(box.IsKnown ? box.Host : "")}</strong></p>""");
        html.Add($"""<p class="time" id="time" data-live>{(view.Status is { } status ? HeroSection.Moment(status.Time) : "")}</p>""");
        html.AddMarkup("""<nav aria-label="On this page"><a href="#history">History</a> <a href="#sky">Sky</a> <a href="#clients">Clients</a> <a href="#receiver">Facts</a> <a href="#use">Use this box</a></nav></header>""");

        // Read aloud when it changes, and nothing else is: the figures change every second.
        html.Add($"""<p class="aside" role="status" aria-live="polite" id="spoken" data-live>Clock: {Faces.Word(Faces.Of(view))}</p><p class="offline" id="offline" role="alert" hidden></p>""");
    }
}
