using System;
using System.Globalization;

namespace Nts.Appliance.Status;

/// <summary><c>nts-appliance sources</c>: the one receiver in the columns of <c>chronyc sources</c>.</summary>
internal static class SourcesText
{
    private const string Head = """
        MS Name/IP address         Stratum Poll Reach LastRx Last sample
        ===============================================================================
        """;

    private const string Legend = """

        M: # is a receiver on this machine.  S: * the clock follows it, - it tells which second a pulse marks, ? nothing usable lately.
        Reach: the last eight seconds, octal.  Last sample: the clock's offset now [as the sample said] +/- error; + means that the clock is ahead.
        """;

    /// <summary>Whether the clock follows pulses that come.</summary>
    public static bool IsFollowed(StatusDocument status) => status.Tracking.Pulse.Reach != 0 && status.Clock.State is "acquiring" or "locked";

    /// <summary>Several lines without a line break at the end.</summary>
    public static string Render(StatusDocument status)
    {
        SourceStatus pulse = status.Tracking.Pulse;
        SourceStatus sentences = status.Tracking.Sentences;
        string pulseRow = Row(IsFollowed(status) ? '*' : '?', "PPS", pulse, status.Clock.OffsetSeconds);
        string sentenceRow = Row(sentences.Reach != 0 ? '-' : '?', "GPS", sentences, sentences.OffsetSeconds ?? 0);
        string simulated = status.Receiver.Simulated ? "\n** SIMULATED: not real time from satellites **" : "";
        return $"{Head}\n{pulseRow}\n{sentenceRow}\n{Legend}{simulated}";
    }

    private static string Row(char state, string name, SourceStatus source, double now)
    {
        string reach = Convert.ToString(source.Reach, 8);
        string sample = source is { OffsetSeconds: { } offset, ErrorSeconds: { } error }
            ? $"{Columns.Short(-now, true),7}[{Columns.Short(-offset, true),7}] +/- {Columns.Short(error, false),6}"
            : "  +0ns[   +0ns] +/-    0ns";
        return string.Create(CultureInfo.InvariantCulture, $"#{state} {name,-28} {0,2} {0,3} {reach,5} {Columns.Ago(source.LastSeconds),6} {sample}");
    }
}
