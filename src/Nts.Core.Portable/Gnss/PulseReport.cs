using Nts.Time;

namespace Nts.Gnss;

/// <summary>UBX-TIM-TP: what the receiver says of its next pulse.</summary>
/// <param name="TimeOfWeek">Time of the next pulse since the start of its week, on the time base below.</param>
/// <param name="Week">Week number on the time base below, counted from 1980-01-06.</param>
/// <param name="IsUtc">The time base is UTC; else it is GPS time (or another constellation's).</param>
/// <param name="UtcAvailable">The receiver knows UTC.</param>
/// <param name="QuantizationErrorPicoseconds">Error of the pulse because of the receiver's own clock granularity, as sent (qErr): the pulse falls at the second minus this. Null when the receiver marks it invalid.</param>
/// <param name="MessageStart">When the first byte of this message arrived.</param>
public readonly record struct PulseReport(
    NtpDuration TimeOfWeek,
    int Week,
    bool IsUtc,
    bool UtcAvailable,
    int? QuantizationErrorPicoseconds,
    MonotonicTime MessageStart)
{
    /// <summary>The receiver says that the pulse is not locked to the satellites' time: it must not be used. Told since protocol version 32.</summary>
    public bool IsUnlocked { get; init; }
}
