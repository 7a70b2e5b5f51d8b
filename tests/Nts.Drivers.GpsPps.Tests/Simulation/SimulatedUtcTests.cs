using Nts.Time;

namespace Nts.Drivers.GpsPps.Simulation;

public sealed class SimulatedUtcTests
{
    /// <summary>2028-01-01 00:00:00.</summary>
    private const long Midnight = 1_830_297_600;

    [Theory]
    [InlineData("inserted", 1, -1, 59, -1)]
    [InlineData("inserted", 1, 0, 60, -1)]
    [InlineData("inserted", 1, 1, 0, 0)]
    [InlineData("left out", -1, -2, 58, -2)]
    [InlineData("left out", -1, -1, 0, 0)]
    [InlineData("none", 0, -1, 59, -1)]
    [InlineData("none", 0, 0, 0, 0)]
    public void Of_SecondNearALeapSecond_IsAsReceiversAndLinuxTellIt(string leap, int change, long counted, int second, long posix)
    {
        LeapSchedule schedule = new(change, PosixTime.FromSeconds(Midnight), default);
        PosixTime time = PosixTime.FromSeconds(Midnight + counted);
        SimulatedUtc utc = SimulatedUtc.Of(time, schedule);
        Assert.Equal((leap, second, second is 0 ? 1 : 31), (leap, utc.Second, utc.Time.Day));
        Assert.Equal(PosixTime.FromSeconds(Midnight + posix), SimulatedUtc.Posix(time, schedule));
    }
}
