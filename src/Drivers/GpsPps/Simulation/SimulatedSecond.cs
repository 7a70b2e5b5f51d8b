using Nts.Time;

namespace Nts.Drivers.GpsPps.Simulation;

/// <summary>What a simulated receiver does about one second.</summary>
/// <param name="Second">The second.</param>
/// <param name="EdgeLateness">From the second to the stamp of its edge; may be negative. Null when no edge comes.</param>
/// <param name="QuantizationError">
/// Picoseconds; as in UBX-TIM-TP, the pulse falls at the second minus this (already within the lateness).
/// </param>
/// <param name="SerialDelay">From the second to the first byte; null when no messages come.</param>
/// <param name="HasFix">The receiver has a fix.</param>
/// <param name="HasAntenna">The receiver has an antenna.</param>
internal readonly record struct SimulatedSecond(
    PosixTime Second, NtpDuration? EdgeLateness, int QuantizationError, NtpDuration? SerialDelay, bool HasFix, bool HasAntenna = true);
