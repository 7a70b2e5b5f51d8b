namespace Nts.Time;

/// <summary>Warning of a leap second at the end of the current UTC day, or of a clock that is not synchronised (RFC 5905 §7.3, LI).</summary>
public enum LeapIndicator : byte
{
    /// <summary>No leap second is announced.</summary>
    None = 0,

    /// <summary>The last minute of the day has 61 seconds.</summary>
    InsertSecond = 1,

    /// <summary>The last minute of the day has 59 seconds.</summary>
    DeleteSecond = 2,

    /// <summary>The clock is not synchronised; its time must not be used.</summary>
    Unsynchronized = 3,
}
