using System.Linq;

namespace Nts.Drivers.GpsPps;

public sealed class BackOffTests
{
    [Fact]
    public void Next_Repeated_DoublesFromOneToThirtySeconds()
    {
        BackOff backOff = new();
        Assert.Equal([1, 2, 4, 8, 16, 30, 30], Enumerable.Range(0, 7).Select(_ => backOff.Next().TotalSeconds));
    }

    [Fact]
    public void Reset_AfterSuccess_StartsAgain()
    {
        BackOff backOff = new();
        backOff.Next();
        backOff.Next();
        backOff.Reset();
        Assert.Equal(1, backOff.Next().TotalSeconds);
    }
}
