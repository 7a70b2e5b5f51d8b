using System.Net;
using System.Text;
using Nts.Appliance.Status;

namespace Nts.Appliance.Web;

/// <summary>The published state as a page for a browser: no script, nothing from elsewhere, loaded anew every ten seconds.</summary>
internal static class StatusPage
{
    private const string Head = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="refresh" content="10">
        <title>Time server</title>
        <style>
        :root { color-scheme: light dark; }
        body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
        th { text-align: left; vertical-align: top; font-weight: 600; padding-right: 1.5rem; white-space: nowrap; }
        td { overflow-wrap: anywhere; }
        </style>
        </head>
        <body>

        """;

    private const string Foot = """
        <p><a href="status.json">status.json</a> · <a href="metrics">metrics</a></p>
        </body>
        </html>

        """;

    /// <summary>The whole page. Everything that the timekeeper says is text in it, whatever it holds.</summary>
    public static string Render(StatusView view)
    {
        StringBuilder page = new(Head);
        page.Append("<h1>").Append(Text(view switch
        {
            { Problem: { } problem } => "No timekeeper: " + problem,
            _ => StatusText.Headline(view.Status!),
        })).Append("</h1>\n");
        if (view.Status is { } status)
        {
            page.Append(view.Problem is null ? "" : "<p>This is what it said last.</p>\n");
            foreach (string step in StatusText.NextStep(status))
            {
                page.Append($"<p>{Text(step)}</p>\n");
            }

            page.Append("<table>\n");
            foreach ((string label, string value) in StatusText.Rows(status))
            {
                page.Append($"<tr><th scope=\"row\">{Text(label)}</th><td>{Text(value)}</td></tr>\n");
            }

            page.Append("</table>\n");
        }

        return page.Append(Foot).ToString();
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
