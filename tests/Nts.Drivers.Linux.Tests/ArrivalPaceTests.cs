using Nts.Time;

namespace Nts.Drivers.Linux;

public class ArrivalPaceTests
{
    private const long Microsecond = 1_000;

    private ArrivalPace _pace = new();
    private long _now;

    [Fact]
    public void Patience_BeforeTheFirst_IsNone() => Assert.Equal(0, _pace.Patience);

    [Fact]
    public void Patience_AfterOneAlone_IsNone()
    {
        Come(1, 3_600_000_000 * Microsecond);
        Assert.Equal(0, _pace.Patience);
    }

    [Fact]
    public void Patience_ThickAndFast_IsTwiceTheGap()
    {
        Come(200, 100 * Microsecond);
        Assert.InRange(_pace.Patience, 199 * Microsecond, 203 * Microsecond);
    }

    [Fact]
    public void Patience_FewerThanWorthIt_IsNone()
    {
        Come(200, 100 * Microsecond);
        Come(50, 250 * Microsecond);
        Assert.Equal(0, _pace.Patience);
    }

    [Fact]
    public void Patience_AfterQuietNight_ReturnsSoon()
    {
        Come(200, 100 * Microsecond);
        Come(1, 8 * 3_600_000_000L * Microsecond);
        Come(20, 50 * Microsecond);
        Assert.NotEqual(0, _pace.Patience);
    }

    private void Come(int count, long gap)
    {
        for (int i = 0; i < count; i++)
        {
            _now += gap;
            _pace.Note(MonotonicTime.FromNanoseconds(_now));
        }
    }
}
