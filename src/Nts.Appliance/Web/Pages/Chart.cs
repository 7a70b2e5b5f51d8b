using System.Collections.Generic;
using Nts.Appliance.Web.History;

namespace Nts.Appliance.Web.Pages;

/// <summary>A chart of the history: a line, and a band around it where there is one.</summary>
/// <param name="Id">Its name on the page.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Note">What its line and its band are.</param>
/// <param name="Line">The line.</param>
/// <param name="Unit">How numbers are set, by the name that the script knows too.</param>
/// <param name="Band">The band's lower and upper end; null for none.</param>
internal sealed record Chart(string Id, string Title, string Note, Channel Line, string Unit, (Channel Low, Channel High)? Band = null)
{
    /// <summary>All of them, in the order of the page.</summary>
    public static IReadOnlyList<Chart> All { get; } =
    [
        new("offset", "Offset and claimed bound", "True time is promised to lie within the band.", Channel.Offset, "seconds", (Channel.Bound, Channel.Bound)),
        new("closer", "Offset, closer", "The same line; the band is one standard deviation of the estimate.", Channel.Offset, "seconds", (Channel.OffsetLow, Channel.OffsetHigh)),
        new("frequency", "Frequency", "What the free running clock is off by, and is corrected for.", Channel.Frequency, "ppm"),
        new("jitter", "Pulse jitter", "Standard deviation of one pulse’s time stamp.", Channel.Jitter, "seconds"),
        new("temperature", "Temperature", "Near the crystal, which feels it.", Channel.Temperature, "celsius"),
        new("requests", "NTP requests", "Of every kind, answered or not.", Channel.Requests, "rate"),
    ];

    /// <summary>Whether the band is a bound on both sides of zero.</summary>
    public bool IsBound => Band is (Channel.Bound, _);

    /// <summary>Whether its scale begins at zero.</summary>
    public bool BeginsAtZero => Line is Channel.Jitter or Channel.Requests;

    /// <summary>A number of it as text.</summary>
    public string Format(double value) => Unit switch
    {
        "seconds" => Figures.Seconds(value, isSigned: Line == Channel.Offset),
        "ppm" => Figures.Ppm(value),
        "celsius" => Figures.Celsius(value),
        _ => Figures.PerSecond(value),
    };

    /// <summary>The band at a step; its ends are the line where there is no band.</summary>
    public (float Low, float High) BandAt(HistoryRing ring, long number)
    {
        (Channel low, Channel high) = Band ?? (Line, Line);
        return (IsBound ? -ring[number, low] : ring[number, low], ring[number, high]);
    }
}
