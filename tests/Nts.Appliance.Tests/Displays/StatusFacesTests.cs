using System;
using System.Linq;
using Nts.Appliance.Status;
using Nts.Drivers.Displays;
using Nts.Drivers.Linux;
using Nts.Time;

namespace Nts.Appliance.Displays;

public sealed class StatusFacesTests
{
    private const long SpringForward = 1_774_746_000; // 2026-03-29T01:00:00Z, when Berlin's clocks go from 02:00 to 03:00
    private const long FallBack = 1_792_890_000; // 2026-10-25T01:00:00Z, from 03:00 to 02:00
    private const long LeapMidnight = 1_798_761_600; // 2027-01-01T00:00:00Z

    [Theory]
    [InlineData(SpringForward - 1, "01:59:59 +01:00")]
    [InlineData(SpringForward, "03:00:00 +02:00")]
    [InlineData(FallBack - 1, "02:59:59 +02:00")]
    [InlineData(FallBack, "02:00:00 +01:00")]
    public void For_SecondOfAZone_FollowsItsSummerTime(long count, string expected)
    {
        Face face = Looking(DisplayStates.Locked(), "Europe/Berlin").For(new(count, false));
        Assert.Equal(expected, $"{face.Time:HH:mm:ss} {face.Lines[0].Split(' ')[2]}");
    }

    [Theory]
    [InlineData("Europe/Berlin", 0)]
    [InlineData("Asia/Kolkata", 29)] // 05:29:60
    [InlineData("UTC", 59)]
    public void For_LeapSecond_IsSixtyInEveryZone(string zone, int minute)
    {
        Face face = Looking(DisplayStates.Locked(), zone).For(new(LeapMidnight - 1, true));
        Assert.Equal((zone == "Europe/Berlin" ? 59 : minute, 60), (face.Time.Minute, face.Second));
    }

    [Fact]
    public void Leap_OfTheDocument_IsThePlan()
    {
        StatusDocument status = DisplayStates.Locked();
        status.Leap.NextChange = 1;
        status.Leap.NextAt = PosixTime.FromSeconds(LeapMidnight).ToString();
        Assert.Equal(new LeapPlan(1, LeapMidnight), Looking(status).Leap);
        Assert.Equal(default, Looking(DisplayStates.Locked()).Leap);
    }

    [Fact]
    public void For_States_AreTheTimekeepers()
    {
        FaceState[] states = [.. new[] { DisplayStates.Locked(), DisplayStates.Holdover(), DisplayStates.NotLocked() }.Select(status => Looking(status).For(default).State)];
        Assert.Equal([FaceState.Locked, FaceState.Holdover, FaceState.NotSynchronized], states);
        Assert.Equal(FaceState.Absent, Faces(new StatusView(default, null, "no timekeeper publishes there")).For(default).State);
    }

    [Fact]
    public void For_TimekeeperThatStopped_IsAbsentAlthoughItWasLocked() =>
        Assert.Equal(FaceState.Absent, Faces(new StatusView(default, DisplayStates.Locked(), "the state is old")).For(default).State);

    [Fact]
    public void Now_SoftwareClock_IsThatClocksTime()
    {
        StatusDocument status = DisplayStates.Locked();
        status.Clock.SteersSystemClock = false;
        status.Time = PosixTime.FromSeconds(LeapMidnight).ToString();
        status.PublishedAtMonotonicNanoseconds = MonotonicClock.Now().Nanoseconds - 5_000_000_000;
        Assert.InRange(Looking(status).Now().WholeSeconds, LeapMidnight + 5, LeapMidnight + 65);
    }

    [Fact]
    public void Now_SystemClock_IsTheMachines() =>
        Assert.InRange((Looking(DisplayStates.Locked()).Now() - SystemClock.Read()).Magnitude.TotalSeconds, 0, 60);

    private static StatusFaces Looking(StatusDocument status, string zone = "UTC") => Faces(new StatusView(default, status, null), zone);

    private static StatusFaces Faces(StatusView view, string zone = "UTC")
    {
        StatusFaces faces = new(() => view, TimeZoneInfo.FindSystemTimeZoneById(zone));
        faces.Refresh();
        return faces;
    }
}
