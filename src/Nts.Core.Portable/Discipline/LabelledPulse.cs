using Nts.Time;

namespace Nts.Discipline;

/// <summary>An edge together with the whole second of UTC that it marks.</summary>
/// <param name="Edge">The edge as stamped.</param>
/// <param name="Second">The second that began at the edge, with the receiver's corrections (quantisation error, cable delay) applied.</param>
/// <param name="Uncertainty">One standard deviation of what is known of the stamp; zero when nothing is known.</param>
public readonly record struct LabelledPulse(PulseEdge Edge, PosixTime Second, NtpDuration Uncertainty)
{
    /// <summary>Reference minus local at the edge.</summary>
    public ClockOffset Offset => ClockOffset.Between(Second, Edge.LocalTime);
}
