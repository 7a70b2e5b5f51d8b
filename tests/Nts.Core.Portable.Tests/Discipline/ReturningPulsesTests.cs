using Nts.Time;

namespace Nts.Discipline;

public sealed class ReturningPulsesTests
{
    private const double Agreement = 6e-6;

    [Theory]
    [InlineData("all agree", new[] { 1e-6, 2e-6, 0, -1e-6, 1e-6 }, true, 1e-6)]
    [InlineData("two of five were held up", new[] { 1e-6, 90e-6, 0, 70e-6, 2e-6 }, true, 2e-6)]
    [InlineData("four are not enough", new[] { 1e-6, 0, 1e-6, 0 }, false, 1e-6)]
    [InlineData("no majority", new[] { 0, 100e-6, 200e-6, 300e-6, 400e-6 }, false, 200e-6)]
    public void Add_FirstPulses_TheMajorityIsFollowed(string why, double[] surprises, bool follows, double median)
    {
        ReturningPulses pulses = Of(surprises);
        Assert.True(follows == pulses.MayBeFollowed, why);
        Assert.Equal(median, pulses.Median, 9);
    }

    [Theory]
    [InlineData(9, 0, false)]
    [InlineData(10, 0, true)]
    [InlineData(10, 2, true)]
    [InlineData(10, 3, false)]
    [InlineData(25, 2, true)]
    public void Add_ManyThatAgree_MayContradict(int count, int outliers, bool contradicts)
    {
        double[] surprises = new double[count];
        for (int i = 0; i < count; i++)
        {
            surprises[i] = i >= count - outliers ? 0.1 : 0.001;
        }

        Assert.Equal(contradicts, Of(surprises).MayContradict);
    }

    private static ReturningPulses Of(double[] surprises)
    {
        ReturningPulses pulses = new();
        for (int i = 0; i < surprises.Length; i++)
        {
            pulses.Add(new PulseMark(MonotonicTime.FromNanoseconds(i * 1_000_000_000L), 0), surprises[i], 1e-12, Agreement);
        }

        return pulses;
    }
}
