using System;
using System.Linq;
using Nts.Appliance.Status;

namespace Nts.Appliance.Web.Pages;

/// <summary>Lines to copy and paste, so that a client uses this box.</summary>
internal static class ClientSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(Html html, StatusDocument status, Authority? authority, BoxName box)
    {
        html.Add($"""<section id="use" aria-labelledby="use-title"><h2 id="use-title">Use this box</h2><p>{(box.IsKnown
            ? $"The lines name this box {box.Host}, as your browser does."
            : "Your browser did not tell a name of this box that can be used: put its name or address in the place of the capitals.")}</p>""");
        if (authority is not null)
        {
            html.Add($"""<p>Authenticated clients must trust this box’s own authority: <a href="ca.pem" download="time-server.pem">its certificate (ca.pem)</a>, SHA-256 fingerprint</p><p class="fingerprint"><code id="fingerprint">{authority.Fingerprint}</code></p><p class="note">This page came without encryption. Who can change it on its way can change the fingerprint too: compare it once with what the box itself says of its files.</p>""");
        }

        if (box.IsKnown && status.Certificate is { Names: { Count: > 0 } names } && !names.Contains(box.Host, StringComparer.OrdinalIgnoreCase))
        {
            html.Add($"""<p class="next"><strong>Mind:</strong> its certificate does not name {box.Host}, so authenticated clients must call it by one of: {string.Join(", ", names)}.</p>""");
        }

        bool isOpen = true;
        foreach (ClientRecipe recipe in ClientRecipe.For(box, status.Serving, authority is not null))
        {
            html.AddMarkup(isOpen ? "<details open>" : "<details>").Add($"""<summary><h3>{recipe.Title}</h3> <span>{recipe.Kind}</span></summary><ol>""");
            foreach ((string id, string what, string lines) in recipe.Steps)
            {
                html.Add($"<li><p>{what}</p>");
                if (lines.Length > 0)
                {
                    html.Add($"""<pre id="{id}" tabindex="0" aria-label="{recipe.Title}: lines to copy">{lines}</pre>""");
                }

                html.AddMarkup("</li>");
            }

            html.AddMarkup("</ol></details>");
            isOpen = false;
        }

        html.AddMarkup("</section>\n");
    }
}
