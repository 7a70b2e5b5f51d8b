using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Nts.Appliance.Status;
using Nts.Drivers.Displays;

namespace Nts.Appliance.Displays;

/// <summary>The five lines below the time on a display of dots: pages that take turns, of 21 characters a line.</summary>
internal static class FaceLines
{
    private const int LinesBelowTheHeading = 4;
    private const int SecondsPerPage = 5;

    /// <summary>The page whose turn it is.</summary>
    /// <param name="view">What the timekeeper published.</param>
    /// <param name="state">What follows from it for the time.</param>
    /// <param name="time">The second that is shown.</param>
    /// <param name="zone">Its zone: <c>UTC</c>, <c>+02:00</c>.</param>
    /// <param name="count">Counts seconds.</param>
    public static IReadOnlyList<string> Of(StatusView view, FaceState state, DateTime time, string zone, long count)
    {
        List<string[]> pages = [.. StatePages(view, state, string.Create(CultureInfo.InvariantCulture, $"{time:ddd yyyy-MM-dd} {zone}"))];
        if (view is { Problem: null, Status.Certificate: { } certificate })
        {
            pages.AddRange(Fingerprint("CA fingerprint SHA256", certificate.AuthorityFingerprint));
            pages.AddRange(Fingerprint("Certificate    SHA256", certificate.Fingerprint));
        }

        return pages[(int)(count / SecondsPerPage % pages.Count)];
    }

    private static IEnumerable<string[]> StatePages(StatusView view, FaceState state, string date)
    {
        if (state is FaceState.Absent)
        {
            return Wrapped("no timekeeper", view.Problem ?? "");
        }

        StatusDocument status = view.Status!;
        ClockStatus clock = status.Clock;
        if (state is FaceState.NotSynchronized)
        {
            return Wrapped($"not locked: {clock.State}", status.WhyNotLocked ?? clock.Reason);
        }

        string bound = $"within {StatusText.Seconds(clock.RootDispersionSeconds)}";
        string satellites = status.Receiver switch
        {
            { Simulated: true } => "SIMULATED receiver",
            { SatellitesUsed: { } used, SatellitesInView: { } inView } => string.Create(CultureInfo.InvariantCulture, $"satellites {used} of {inView}"),
            _ => "",
        };
        string third = state is FaceState.Holdover
            ? clock.HoldoverLeftSeconds is { } left ? string.Create(CultureInfo.InvariantCulture, $"{left / 3600:0.0} h left") : ""
            : $"offset {(clock.OffsetSeconds > 0 ? "+" : "")}{StatusText.Seconds(clock.OffsetSeconds)}";
        return [[date, clock.State, bound, third, satellites]];
    }

    /// <summary>As many pages as a text needs.</summary>
    private static IEnumerable<string[]> Wrapped(string heading, string text) =>
        Lines(text).DefaultIfEmpty("").Chunk(LinesBelowTheHeading).Select(lines => (string[])[heading, .. lines]);

    /// <summary>Breaks a text between words; a word that is too long is broken anywhere.</summary>
    private static List<string> Lines(string text)
    {
        List<string> lines = [];
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => word.Chunk(Ssd1306.LineLength)).Select(part => new string(part)))
        {
            if (lines.Count > 0 && lines[^1].Length + 1 + word.Length <= Ssd1306.LineLength)
            {
                lines[^1] += " " + word;
            }
            else
            {
                lines.Add(word);
            }
        }

        return lines;
    }

    /// <summary>Four lines of eight bytes, in groups of two.</summary>
    private static IEnumerable<string[]> Fingerprint(string heading, string? fingerprint)
    {
        if (string.IsNullOrEmpty(fingerprint))
        {
            yield break;
        }

        string digits = fingerprint.Replace(":", "", StringComparison.Ordinal);
        yield return [heading, .. digits.Chunk(16).Select(line => string.Join(' ', line.Chunk(4).Select(group => new string(group))))];
    }
}
