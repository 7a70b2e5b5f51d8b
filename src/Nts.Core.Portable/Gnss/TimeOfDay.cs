namespace Nts.Gnss;

/// <summary>A time of day as a receiver gives it, not checked for its ranges yet.</summary>
/// <param name="Hour">0 to 23.</param>
/// <param name="Minute">0 to 59.</param>
/// <param name="Second">0 to 60; 60 is a leap second.</param>
/// <param name="Nanosecond">Of any sign: UBX says 0 s − 100 ns for 59.999 999 900 s.</param>
internal readonly record struct TimeOfDay(int Hour, int Minute, int Second, int Nanosecond)
{
    /// <summary>Whether the receiver counts a leap second.</summary>
    public bool IsLeapSecond => Second == 60;
}
