using Nts.Discipline;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>How late a source stamps its edges. Positive is late: what is given on is the stamp minus the bias, so late stamps move to earlier.</summary>
/// <param name="Lateness">Stamp minus edge.</param>
/// <param name="Uncertainty">One standard deviation of it; zero when it was given and not measured.</param>
public readonly record struct StampBias(NtpDuration Lateness, NtpDuration Uncertainty)
{
    /// <summary>The edge without the bias.</summary>
    public PulseEdge Correct(in PulseEdge edge) => edge with { LocalTime = edge.LocalTime - Lateness, At = edge.At - Lateness };
}
