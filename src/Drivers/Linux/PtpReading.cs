using System;

namespace Nts.Drivers.Linux;

/// <summary>A PTP clock and CLOCK_REALTIME read at the same moment.</summary>
/// <param name="Ptp">The PTP clock, nanoseconds.</param>
/// <param name="Realtime">CLOCK_REALTIME, nanoseconds.</param>
/// <param name="Bracket">Between the readings of CLOCK_REALTIME before and after, nanoseconds; 0 where hardware read both clocks at once.</param>
internal readonly record struct PtpReading(long Ptp, long Realtime, long Bracket)
{
    /// <summary>The best of several readings: the one with the shortest bracket, which had the least to wait for the bus.</summary>
    /// <param name="stamps">Three for each reading, nanoseconds: CLOCK_REALTIME, PTP clock, CLOCK_REALTIME.</param>
    /// <returns>Null when CLOCK_REALTIME went backwards in each.</returns>
    public static PtpReading? Best(ReadOnlySpan<long> stamps)
    {
        PtpReading? best = null;
        for (int i = 0; i + 2 < stamps.Length; i += 3)
        {
            long bracket = stamps[i + 2] - stamps[i];
            if (bracket >= 0 && (best is not PtpReading shortest || bracket < shortest.Bracket))
            {
                best = new(stamps[i + 1], stamps[i] + (bracket / 2), bracket);
            }
        }

        return best;
    }
}
