using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>The clock's offset from the receiver's messages alone: good for setting a clock, not for steering it.</summary>
/// <param name="Offset">Reference minus local.</param>
/// <param name="Uncertainty">
/// The true offset lies within this of <see cref="Offset"/>: half a second until the serial delay is measured.
/// </param>
/// <param name="At">When the first byte of the messages arrived.</param>
public readonly record struct CoarseObservation(ClockOffset Offset, NtpDuration Uncertainty, MonotonicTime At);
