namespace Nts.Drivers.GpsPps.Captures;

/// <summary>A byte and when it arrives, in seconds of true time.</summary>
internal readonly record struct TimedByte(byte Value, double At);
