using Nts.Discipline;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Polling;

/// <summary>Reads a line's level again and again until it changes, with a reading of the clock around each.</summary>
/// <remarks>
/// Whatever holds the thread up, an interrupt or a garbage collection, only makes the bracket wider, never wrong: the clock was read before
/// the last level that had not changed and after the first that had.
/// </remarks>
internal static class EdgePoll
{
    /// <summary>A wider bracket is a lost sample. A register read takes 0.1 µs on a Pi 3 or 4 and 0.6 µs on a Pi 5, and a bracket two of them.</summary>
    public static readonly NtpDuration WidestBracket = NtpDuration.FromMicroseconds(4);

    /// <summary>Further readings that must still show the new level.</summary>
    private const int ConfirmingReadings = 4;

    /// <summary>Searches for an edge from now on.</summary>
    /// <param name="probe">The line.</param>
    /// <param name="direction">The edge.</param>
    /// <param name="until">When to give up.</param>
    /// <param name="bracket">The edge, when the result is <see cref="PollResult.Found"/>; for a bounce or a bracket too wide only for statistics.</param>
    public static PollResult Run(ILineProbe probe, EdgeDirection direction, PosixTime until, out EdgeBracket bracket)
    {
        bracket = default;
        bool after = direction is EdgeDirection.Rising;
        PosixTime earliest = probe.Now();
        if (probe.IsHigh == after)
        {
            return PollResult.TooLate;
        }

        for (PosixTime now = probe.Now(); now <= until && now >= earliest; now = probe.Now())
        {
            if (probe.IsHigh == after)
            {
                bracket = new EdgeBracket(earliest, probe.Now());
                return Judge(probe, after, bracket.Width);
            }

            earliest = now;
        }

        return PollResult.NotSeen;
    }

    private static PollResult Judge(ILineProbe probe, bool after, NtpDuration width)
    {
        for (int i = 0; i < ConfirmingReadings; i++)
        {
            if (probe.IsHigh != after)
            {
                return PollResult.Bounced;
            }
        }

        return width >= NtpDuration.Zero && width <= WidestBracket ? PollResult.Found : PollResult.TooWide;
    }
}
