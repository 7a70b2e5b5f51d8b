using System;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Simulation;

/// <summary>A second of UTC as receivers tell it.</summary>
/// <param name="Time">Date, hour and minute.</param>
/// <param name="Second">0 to 60.</param>
public readonly record struct SimulatedUtc(DateTime Time, int Second)
{
    /// <summary>What true time counts as this second. True time counts all seconds alike: it neither repeats one nor leaves one out.</summary>
    public static SimulatedUtc Of(PosixTime counted, LeapSchedule leap)
    {
        bool isLeapSecond = leap.Change > 0 && counted.WholeSeconds == leap.At.WholeSeconds;
        DateTime utc = DateTime.UnixEpoch.AddSeconds(Posix(counted, leap).WholeSeconds);
        return new(utc, utc.Second + (isLeapSecond ? 1 : 0));
    }

    /// <summary>What a clock reads then that shows an inserted second as 23:59:59 again, as Linux does.</summary>
    public static PosixTime Posix(PosixTime counted, LeapSchedule leap) => counted - NtpDuration.FromSeconds(PassedAt(counted, leap));

    /// <summary>By how much the leap second has changed GPS time minus UTC by then.</summary>
    public static int PassedAt(PosixTime counted, LeapSchedule leap)
    {
        NtpDuration leftOut = NtpDuration.FromSeconds(leap.Change < 0 ? 1 : 0);
        return leap.Change != 0 && counted >= leap.At - leftOut ? leap.Change : 0;
    }
}
