using System;
using System.Collections.Generic;
using System.Linq;
using Nts.Appliance.Status;

namespace Nts.Appliance.Web.Pages;

/// <summary>What clients asked and what became of it.</summary>
internal static class RequestSection
{
    private static readonly string[] Answers = ["ntp", "nts", "mac"];

    /// <summary>Writes the section.</summary>
    public static void Write(Html html, StatusDocument status)
    {
        KeyValuePair<string, long>[] requests = [.. status.Ntp.Where(c => !c.Key.StartsWith("reply-", StringComparison.Ordinal))];
        html.AddMarkup("""<section id="clients" aria-labelledby="clients-title"><h2 id="clients-title">Clients and requests</h2><div class="tables" id="clients-tables" data-live>""");
        WriteClients(html, status.Clients);
        WriteTable(html, "Answered requests", requests.Where(c => Answers.Contains(c.Key)).Select(c => (Kind(c.Key), c.Value)), "none yet");
        WriteTable(html, "Refused requests, by reason", requests.Where(c => !Answers.Contains(c.Key) && c.Value > 0).OrderByDescending(c => c.Value).Select(c => (Words(c.Key), c.Value)), "none");
        WriteTable(html, "Replies of note", After(status.Ntp, "reply-"), "none");
        WriteTable(html, "Connections for keys (NTS-KE)", After(status.KeyEstablishment, "session-"), "none yet");
        WriteTable(html, "Requests for keys", After(status.KeyEstablishment, "request-"), "none yet");
        html.AddMarkup("</div></section>\n");
    }

    private static void WriteClients(Html html, List<ClientEntry> clients)
    {
        ClientEntry[] known = [.. clients.Where(client => client is not null)];
        if (known.Length == 0)
        {
            return;
        }

        html.AddMarkup("""<table class="wide"><caption>Busiest clients</caption><thead><tr><th scope="col">Address</th><th scope="col" class="n">Requests</th><th scope="col" class="n">NTS</th><th scope="col" class="n">Dropped</th><th scope="col" class="n">Last</th></tr></thead><tbody>""");
        foreach (ClientEntry client in known)
        {
            html.Add($"""<tr><th scope="row">{client.Address}</th><td class="n">{Figures.Count(client.Requests)}</td><td class="n">{Figures.Count(client.Nts)}</td><td class="n">{Figures.Count(client.Dropped)}</td><td class="n">{Figures.Length(client.LastSeconds)} ago</td></tr>""");
        }

        html.AddMarkup("</tbody></table>");
    }

    private static IEnumerable<(string Name, long Count)> After(Dictionary<string, long> counters, string prefix) => counters
        .Where(c => c.Value > 0 && c.Key.StartsWith(prefix, StringComparison.Ordinal))
        .OrderByDescending(c => c.Value)
        .Select(c => (Words(c.Key[prefix.Length..]), c.Value));

    private static void WriteTable(Html html, string caption, IEnumerable<(string Name, long Count)> rows, string none)
    {
        html.Add($"<table><caption>{caption}</caption><tbody>");
        bool isEmpty = true;
        foreach ((string name, long count) in rows)
        {
            isEmpty = false;
            html.Add($"""<tr><th scope="row">{name}</th><td class="n">{Figures.Count(count)}</td></tr>""");
        }

        html.AddMarkup(isEmpty ? "<tr><td>" : "").Add($"{(isEmpty ? none : null)}").AddMarkup(isEmpty ? "</td></tr>" : "").AddMarkup("</tbody></table>");
    }

    private static string Kind(string name) => name switch
    {
        "ntp" => "plain NTP",
        "nts" => "NTS",
        _ => "symmetric key",
    };

    private static string Words(string name) => name.Replace('-', ' ');
}
