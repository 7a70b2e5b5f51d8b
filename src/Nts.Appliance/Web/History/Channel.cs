namespace Nts.Appliance.Web.History;

/// <summary>What the page remembers of every second. What is said of the clock is only there while it is served.</summary>
internal enum Channel
{
    /// <summary>Estimated offset in seconds.</summary>
    Offset = 0,

    /// <summary>One standard deviation below it; over a longer step the lowest of these.</summary>
    OffsetLow,

    /// <summary>One standard deviation above it; over a longer step the highest of these.</summary>
    OffsetHigh,

    /// <summary>Claimed bound of the error in seconds; over a longer step the largest.</summary>
    Bound,

    /// <summary>Frequency in ppm.</summary>
    Frequency,

    /// <summary>Temperature in degrees Celsius.</summary>
    Temperature,

    /// <summary>Jitter of the pulses in seconds.</summary>
    Jitter,

    /// <summary>NTP requests a second.</summary>
    Requests,

    /// <summary>How the clock stands, a <see cref="Pages.Face"/>; over a longer step the worst.</summary>
    Face,
}
