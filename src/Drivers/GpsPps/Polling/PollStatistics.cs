using System;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Polling;

/// <summary>Counts how searches ended, and smooths the brackets of those that found their edge.</summary>
internal sealed class PollStatistics
{
    private const double Memory = 64;

    private readonly long[] _counts = new long[Enum.GetValues<PollResult>().Length];
    private double _bracket;

    /// <summary>Width of the brackets, smoothed over some 64; null before the first.</summary>
    public NtpDuration? TypicalBracket => this[PollResult.Found] == 0 ? null : NtpDuration.FromSeconds(_bracket);

    /// <summary>Searches that ended so.</summary>
    public long this[PollResult result] => _counts[(int)result];

    /// <summary>Counts a search.</summary>
    public void Add(PollResult result, in EdgeBracket bracket)
    {
        _counts[(int)result]++;
        if (result is PollResult.Found)
        {
            _bracket += (bracket.Width.TotalSeconds - _bracket) / Math.Min(this[PollResult.Found], Memory);
        }
    }
}
