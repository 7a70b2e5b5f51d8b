namespace Nts.Discipline;

public sealed class NormalTailTests
{
    /// <summary>Values of tables of the normal distribution.</summary>
    [Theory]
    [InlineData(-10, -53.2312852, 10.0980932)]
    [InlineData(-3, -6.6077262, 3.2830987)]
    [InlineData(-1, -1.8410216, 1.5251353)]
    [InlineData(0, -0.6931472, 0.7978846)]
    [InlineData(1, -0.1727538, 0.2875999)]
    [InlineData(3, -0.0013508, 0.0044378)]
    [InlineData(40, 0, 0)]
    public void At_Argument_IsTheDistributionsValue(double u, double logDistribution, double ratio)
    {
        (double log, double densityRatio) = NormalTail.At(u);
        Assert.Equal(logDistribution, log, 6);
        Assert.Equal(ratio, densityRatio, 6);
    }

    [Theory]
    [InlineData(-2.5)]
    [InlineData(2.5)]
    [InlineData(-5)]
    [InlineData(5)]
    public void At_WhereOneFormulaFollowsAnother_HasNoStep(double u)
    {
        (double logBelow, double ratioBelow) = NormalTail.At(u - 1e-12);
        (double logAbove, double ratioAbove) = NormalTail.At(u + 1e-12);
        Assert.Equal(logBelow, logAbove, 6);
        Assert.Equal(ratioBelow, ratioAbove, 6);
    }
}
