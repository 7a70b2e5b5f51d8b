using Nts.Time;

namespace Nts.Drivers.Linux;

/// <summary>What a read brought.</summary>
/// <param name="Status">Whether there are bytes.</param>
/// <param name="Count">Number of bytes read, 0 unless the status is <see cref="SerialStatus.Done"/>.</param>
/// <param name="Arrival">When the first of these bytes was seen to have arrived.</param>
public readonly record struct SerialRead(SerialStatus Status, int Count, MonotonicTime Arrival);
