using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>What somebody other than the receiver says of the time, such as the machine's clock when other servers have set it.</summary>
/// <param name="Utc">The time.</param>
/// <param name="At">When it was that time.</param>
/// <param name="Uncertainty">The truth lies within this of <paramref name="Utc"/>.</param>
/// <remarks>It can vouch for the second while it is sure within 0.4 s; it grows less sure by 50 µs each second, as crystals run.</remarks>
public readonly record struct TimeWitness(PosixTime Utc, MonotonicTime At, NtpDuration Uncertainty)
{
    private const double Drift = 50e-6;

    private static NtpDuration LargestUncertainty { get; } = NtpDuration.FromMilliseconds(400);

    /// <summary>How sure it still is at a moment.</summary>
    internal NtpDuration UncertaintyAt(MonotonicTime at) => Uncertainty + ((at - At).Magnitude * Drift);

    /// <summary>Whether it can still tell a second from its neighbours.</summary>
    internal bool IsSureAt(MonotonicTime at) => UncertaintyAt(at) <= LargestUncertainty;

    /// <summary>What is said of a moment minus what it says itself.</summary>
    internal NtpDuration DifferenceAt(PosixTime said, MonotonicTime at) => said - (Utc + (at - At));
}
