using Nts.Time;

namespace Nts.Drivers.GpsPps.Polling;

/// <summary>An edge caught between two readings of a level.</summary>
/// <param name="Earliest">The clock before the last reading that did not show it.</param>
/// <param name="Latest">The clock after the first reading that did.</param>
internal readonly record struct EdgeBracket(PosixTime Earliest, PosixTime Latest)
{
    /// <summary>The whole width; negative when the clock was set back in between.</summary>
    public NtpDuration Width => Latest - Earliest;

    /// <summary>The stamp: right on average, and never further from the edge than <see cref="HalfWidth"/>.</summary>
    public PosixTime Midpoint => PosixTime.FromNanoseconds(Earliest.Nanoseconds + ((Latest.Nanoseconds - Earliest.Nanoseconds) / 2));

    /// <summary>Half the width, rounded up to the nanosecond: the edge lies within it of <see cref="Midpoint"/>.</summary>
    public NtpDuration HalfWidth => NtpDuration.FromNanoseconds((Latest.Nanoseconds - Earliest.Nanoseconds + 1) / 2);
}
