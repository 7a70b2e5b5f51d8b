using System;
using System.Globalization;
using Nts.Appliance.Status;
using Nts.Appliance.Web.Pages;

namespace Nts.Appliance.Web.History;

/// <summary>One second of the history: a number for each <see cref="Channel"/>, NaN for what is not known.</summary>
internal static class Sample
{
    /// <summary>Numbers of a sample.</summary>
    public static readonly int Channels = Enum.GetValues<Channel>().Length;

    /// <summary>Writes down what a document says.</summary>
    /// <param name="status">The document.</param>
    /// <param name="requestsPerSecond">NTP requests a second; NaN when not known.</param>
    /// <param name="sample">One number for each channel.</param>
    public static void Take(StatusDocument status, double requestsPerSecond, Span<float> sample)
    {
        ClockStatus clock = status.Clock;
        sample.Fill(float.NaN);
        if (status.IsSynchronized)
        {
            sample[(int)Channel.Offset] = (float)clock.OffsetSeconds;
            sample[(int)Channel.OffsetLow] = (float)(clock.OffsetSeconds - clock.OffsetSigmaSeconds);
            sample[(int)Channel.OffsetHigh] = (float)(clock.OffsetSeconds + clock.OffsetSigmaSeconds);
            sample[(int)Channel.Bound] = (float)clock.RootDispersionSeconds;
            sample[(int)Channel.Frequency] = (float)clock.FrequencyPpm;
            sample[(int)Channel.Jitter] = (float)clock.PulseJitterSeconds;
        }

        sample[(int)Channel.Temperature] = (float)(clock.TemperatureCelsius ?? double.NaN);
        sample[(int)Channel.Requests] = (float)requestsPerSecond;
        sample[(int)Channel.Face] = (float)Faces.Of(status);
    }

    /// <summary>NTP requests of all kinds since the timekeeper's start.</summary>
    public static double Requests(StatusDocument status)
    {
        double sum = 0;
        foreach ((string name, long count) in status.Ntp)
        {
            sum += name.StartsWith("reply-", StringComparison.Ordinal) ? 0 : count;
        }

        return sum;
    }

    /// <summary>The moment of a document by its own clock, in seconds since 1970; null when it does not tell.</summary>
    public static double? Time(StatusDocument status) =>
        DateTimeOffset.TryParse(status.Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time.ToUnixTimeMilliseconds() / 1000.0 : null;
}
