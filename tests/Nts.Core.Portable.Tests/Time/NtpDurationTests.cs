using System;
using Nts.TestKit;

namespace Nts.Time;

public sealed class NtpDurationTests
{
    [Theory]
    [InlineData(0L)]
    [InlineData(1L)]
    [InlineData(-1L)]
    [InlineData(999_999_999L)]
    [InlineData(-1_500_000_000L)]
    [InlineData(2_147_483_647_000_000_000L)]
    public void FromNanoseconds_WithinRange_GivesThemBack(long nanoseconds) =>
        Assert.Equal(nanoseconds, NtpDuration.FromNanoseconds(nanoseconds).TotalNanoseconds);

    [Fact]
    public void Add_BeyondTheEnd_Saturates()
    {
        Assert.Equal(NtpDuration.MaxValue, NtpDuration.MaxValue + NtpDuration.FromSeconds(1));
        Assert.Equal(NtpDuration.MinValue, NtpDuration.MinValue - NtpDuration.FromSeconds(1));
        Assert.Equal(NtpDuration.MaxValue, NtpDuration.FromNanoseconds(long.MaxValue));
        Assert.Equal(NtpDuration.MinValue, NtpDuration.FromNanoseconds(long.MinValue));
    }

    [Theory]
    [InlineData(1e300)]
    [InlineData(double.PositiveInfinity)]
    public void FromSeconds_TooLarge_Saturates(double seconds)
    {
        Assert.Equal(NtpDuration.MaxValue, NtpDuration.FromSeconds(seconds));
        Assert.Equal(NtpDuration.MinValue, NtpDuration.FromSeconds(-seconds));
    }

    [Fact]
    public void FromSeconds_NotANumber_GivesZero() => Assert.Equal(NtpDuration.Zero, NtpDuration.FromSeconds(double.NaN));

    [Theory]
    [InlineData(0.0, 0u)]
    [InlineData(-1.0, 0u)]
    [InlineData(1.0, 65536u)]
    [InlineData(0.00001, 1u)]
    [InlineData(70_000.0, uint.MaxValue)]
    public void ToShort_AnyDuration_RoundsUpAndSaturates(double seconds, uint wire) =>
        Assert.Equal(wire, NtpShort.FromDuration(NtpDuration.FromSeconds(seconds)).ToWire());

    [Fact]
    public void Arithmetic_AnyNumbers_IsThatOfWiderOnes()
    {
        Seeded random = Seeded.Create();
        for (int i = 0; i < 200_000; i++)
        {
            (long left, long right) = (Draw(random), Draw(random));
            Int128 half = left < 0 ? -500_000_000 : 500_000_000;
            AssertUnits((((Int128)left << 32) + half) / 1_000_000_000, NtpDuration.FromNanoseconds(left));
            AssertUnits((((Int128)left - right) << 32) / 1_000_000_000, PosixTime.FromNanoseconds(left) - PosixTime.FromNanoseconds(right), tolerance: 1);
            (NtpDuration a, NtpDuration b) = (NtpDuration.FromUnits(left), NtpDuration.FromUnits(right));
            AssertUnits((Int128)a.Units + b.Units, a + b);
            AssertUnits((Int128)a.Units - b.Units, a - b);

            void AssertUnits(Int128 exact, NtpDuration duration, int tolerance = 0)
            {
                Int128 expected = Int128.Clamp(exact, -long.MaxValue, long.MaxValue);
                Assert.True(Int128.Abs(expected - duration.Units) <= tolerance, $"{random}: {left}, {right}: {duration.Units} in place of {expected}");
            }
        }
    }

    /// <summary>A number of any size, often one where something ends.</summary>
    private static long Draw(Seeded random) => random.Next(8) switch
    {
        0 => long.MaxValue - random.Next(3),
        1 => long.MinValue + random.Next(3),
        2 => unchecked((long.MinValue >> random.Next(63)) + random.Next(3) - 1),
        _ => random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(63),
    };
}
