using Nts.Time;

namespace Nts.Drivers.GpsPps.Simulation;

/// <summary>A stretch of time in which something fails.</summary>
/// <param name="Kind">What fails.</param>
/// <param name="After">Time from the simulator's start.</param>
/// <param name="Length">How long it lasts.</param>
public readonly record struct SimulatedOutage(SimulatedOutageKind Kind, NtpDuration After, NtpDuration Length);
