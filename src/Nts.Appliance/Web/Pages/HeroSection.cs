using System.Collections.Generic;
using Nts.Appliance.Status;
using Nts.Appliance.Web.History;

namespace Nts.Appliance.Web.Pages;

/// <summary>The answer at one glance: locked and how well, or why not, and what to try next; below it the figures that matter most.</summary>
internal static class HeroSection
{
    /// <summary>The state in a few words, as it stands in the title: <c>Locked, 84 ns</c>.</summary>
    public static string Headline(StatusView view)
    {
        Face face = Faces.Of(view);
        return face switch
        {
            Face.Locked => $"Locked, {Figures.Seconds(view.Status!.Clock.OffsetSigmaSeconds)}",
            Face.Holdover when view.Status!.Clock is { State: "holdover", HoldoverLeftSeconds: { } left } => $"Holdover, {Figures.Length(left)} left",
            _ => Faces.Word(face),
        };
    }

    /// <summary>Writes the section.</summary>
    public static void Write(Html html, StatusView view, StatusHistory history)
    {
        Face face = Faces.Of(view);
        html.Add($"""<section id="hero" class="hero {Faces.Class(face)}" aria-labelledby="headline" data-live>""").AddMarkup(Faces.Shape(face));
        html.Add($"""<div><h1 id="headline">{Headline(view)}</h1>""");
        foreach (string sentence in Sentences(view, face))
        {
            html.Add($"<p>{Figures.Typeset(sentence)}</p>");
        }

        if (NextStep(view, face) is { } next)
        {
            html.Add($"""<p class="next"><strong>Try next:</strong> {Figures.Typeset(next)}</p>""");
        }

        if (view.Status is { } status)
        {
            html.AddMarkup(status.Receiver.Simulated ? """<p class="simulated">Simulated receiver: this is not real time from satellites.</p>""" : "").AddMarkup("</div>");
            WriteTiles(html, status, history);
        }
        else
        {
            html.AddMarkup("</div>");
        }

        html.AddMarkup("</section>\n");
    }

    private static IEnumerable<string> Sentences(StatusView view, Face face)
    {
        if (view.Problem is { } problem)
        {
            yield return Sentence(problem);
            if (view.Status is { } old)
            {
                yield return $"Everything below is what it said last, at {Moment(old.Time)}.";
            }

            yield break;
        }

        StatusDocument status = view.Status!;
        ClockStatus clock = status.Clock;
        if (status.WhyNotLocked is { } why)
        {
            yield return Sentence(why);
        }

        yield return face switch
        {
            Face.Locked or Face.Holdover => $"Clients are told the time as stratum {clock.Stratum}. It is promised to be within {Figures.Seconds(clock.RootDispersionSeconds)} of true time.",
            _ => "Clients are told that this clock is not synchronised.",
        };
    }

    private static string Sentence(string words) => words.Length == 0 ? "" : $"{char.ToUpperInvariant(words[0])}{words[1..]}.";

    private static string? NextStep(StatusView view, Face face) => view switch
    {
        { Problem: null } => view.Status!.NextStep,
        _ => "see whether it runs: systemctl status nts-appliance, and its journal: journalctl -u nts-appliance",
    };

    private static void WriteTiles(Html html, StatusDocument status, StatusHistory history)
    {
        ClockStatus clock = status.Clock;
        ReceiverStatus receiver = status.Receiver;
        bool isMeasured = clock.Pulses.GetValueOrDefault("accepted") > 0;
        HistoryRing ring = history[HistoryRange.Hour];
        double rate = ring.Last >= 0 ? ring[ring.Last, Channel.Requests] : double.NaN;
        html.AddMarkup("""<dl class="tiles">""");
        Tile("Offset", isMeasured ? $"{Figures.Seconds(clock.OffsetSeconds, isSigned: true)} ± {Figures.Seconds(clock.OffsetSigmaSeconds)}" : Figures.Unknown);
        Tile("Claimed bound", status.IsSynchronized ? "± " + Figures.Seconds(clock.RootDispersionSeconds) : "none");
        Tile("Frequency", isMeasured ? Figures.Ppm(clock.FrequencyPpm) : Figures.Unknown);
        Tile("Pulse jitter", isMeasured ? Figures.Seconds(clock.PulseJitterSeconds) : Figures.Unknown);
        Tile("Satellites", receiver.SatellitesUsed is { } used ? $"{used} of {receiver.SatellitesInView ?? used}" : Figures.Unknown);
        Tile("NTP requests", Figures.PerSecond(rate));
        if (clock.TemperatureCelsius is { } celsius)
        {
            Tile("Temperature", Figures.Celsius(celsius));
        }

        Tile($"{Faces.Word(Faces.Of(status))} for", Figures.Length(clock.StateSeconds));
        html.AddMarkup("</dl>");

        void Tile(string name, string value) => html.Add($"<div><dt>{name}</dt><dd>{value}</dd></div>");
    }

    /// <summary>A moment to the second, without what machines like in it.</summary>
    internal static string Moment(string time) => time is { Length: >= 19 } ? $"{time[..10]} {time[11..19]} UTC" : time;
}
