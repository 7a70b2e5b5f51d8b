namespace Nts.Drivers.Displays;

/// <summary>A second as people name it.</summary>
/// <param name="Count">Seconds since 1970; the second that a leap second adds has the count of the one before it.</param>
/// <param name="IsLeap">Whether it is the one that a leap second adds: 23:59:60 UTC.</param>
public readonly record struct ClockSecond(long Count, bool IsLeap)
{
    /// <summary>The second that follows.</summary>
    /// <param name="leap">The leap second that is known to come.</param>
    public ClockSecond Next(LeapPlan leap) =>
        leap.Change > 0 && !IsLeap && Count + 1 == leap.At ? new(Count, true)
        : leap.Change < 0 && Count + 2 == leap.At ? new(leap.At, false)
        : new(Count + 1, false);

    /// <summary>The second that has begun, when this one was to begin.</summary>
    /// <param name="reading">The clock's whole seconds, just after the edge.</param>
    /// <remarks>A kernel carries a leap second out with its next tick: until then its clock already reads midnight.</remarks>
    public ClockSecond OrAsRead(long reading) =>
        reading == Count || (IsLeap && reading == Count + 1) ? this : new(reading, false);
}
