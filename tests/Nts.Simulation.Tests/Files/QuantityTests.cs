namespace Nts.Simulation.Files;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("300 ns", 300e-9)]
    [InlineData("1.72us", 1.72e-6)]
    [InlineData("-1e3 us", -1e-3)]
    [InlineData("0", 0)]
    [InlineData("1.5 h", 5400)]
    [InlineData("3 d", 259_200)]
    public void TryRead_Time_GivesSeconds(string text, double seconds)
    {
        Assert.True(Quantity.Time.TryRead(text, out double value));
        Assert.Equal(seconds, value, 1e-15);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("ns")]
    [InlineData("1 fortnight")]
    [InlineData("1e99 s")]
    [InlineData("NaN s")]
    [InlineData("1 2 s")]
    [InlineData("1e12 s")]
    public void TryRead_WhatIsNoTime_IsRefused(string text) => Assert.False(Quantity.Time.TryRead(text, out _));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(219.44e-9, "219.4 ns")]
    [InlineData(0.999_97e-6, "1 us")]
    [InlineData(-7.5e-6, "-7.5 us")]
    [InlineData(17, "17 s")]
    [InlineData(90, "90 s")]
    [InlineData(7200, "2 h")]
    [InlineData(259_200, "3 d")]
    [InlineData(100_000, "100000 s")]
    [InlineData(double.NaN, "NaN")]
    public void OfTime_AnySize_TakesTheUnitThatSuits(double seconds, string expected) => Assert.Equal(expected, Quantity.OfTime(seconds));

    [Theory]
    [InlineData(20e-6, "20 ppm")]
    [InlineData(-0.05e-6, "-0.05 ppm")]
    [InlineData(1e-9, "1e-9")]
    public void OfRatio_AnySize_CanBeReadBack(double ratio, string expected)
    {
        Assert.Equal(expected, Quantity.OfRatio(ratio));
        Assert.True(Quantity.Ratio.TryRead(expected, out double value));
        Assert.Equal(ratio, value, 1e-15);
    }
}
