using Nts.Time;

namespace Nts.Gnss;

/// <summary>Date and time of day as receivers give them.</summary>
internal static class EpochTime
{
    /// <summary>The moment in UTC; false when there is none such. Second 60 exists at 23:59 only.</summary>
    public static bool TryCombine(int year, int month, int day, in TimeOfDay time, out PosixTime utc)
    {
        utc = default;
        return (time.Second < 60 || time is { Hour: 23, Minute: 59 })
            && PosixTime.TryFromUtc(year, month, day, time.Hour, time.Minute, time.Second, time.Nanosecond, out utc);
    }
}
