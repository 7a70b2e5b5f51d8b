using System;
using System.Globalization;

namespace Nts.Drivers.Displays;

/// <summary>Faces for tests.</summary>
internal static class Faces
{
    /// <summary>A face at a time of day; 60 is a leap second.</summary>
    public static Face At(string time, FaceState state = FaceState.Locked, params string[] lines)
    {
        bool isLeap = time.EndsWith(":60", StringComparison.Ordinal);
        TimeOnly read = TimeOnly.ParseExact(isLeap ? time[..^2] + "59" : time, "HH:mm:ss", CultureInfo.InvariantCulture);
        return new() { Time = new DateOnly(2026, 11, 22).ToDateTime(read), IsLeapSecond = isLeap, State = state, Lines = lines };
    }
}
