namespace Nts.Time;

public sealed class NtpTimestampTests
{
    [Theory]
    [InlineData(0L, 0, 0x83AA7E80_00000000UL)]           // RFC 5905 figure 4: 1970-01-01 is 2,208,988,800
    [InlineData(63_072_000L, 0, 0x876CE580_00000000UL)]  // RFC 5905 figure 4: 1972-01-01 is 2,272,060,800
    [InlineData(2_085_978_496L, 0, 0x0UL)]               // RFC 5905 figure 4: 2036-02-07 06:28:16 starts era 1
    [InlineData(0L, 500_000_000, 0x83AA7E80_80000000UL)]
    public void FromPosix_KnownMoment_MatchesTheWire(long seconds, int nanoseconds, ulong wire) =>
        Assert.Equal(wire, NtpTimestamp.FromPosix(PosixTime.FromSeconds(seconds, nanoseconds)).ToWire());

    [Fact]
    public void Subtract_AcrossEra_TakesTheNearerDifference()
    {
        NtpTimestamp before = NtpTimestamp.FromWire(0xFFFFFFFF_00000000);
        NtpTimestamp after = NtpTimestamp.FromWire(0x00000001_00000000);
        Assert.Equal(NtpDuration.FromSeconds(2), after - before);
        Assert.True(before.IsBefore(after));
    }

    [Fact]
    public void ToPosix_InEraOne_FindsTheEraOfTheHint()
    {
        PosixTime moment = PosixTime.FromSeconds(2_085_978_496 + 1000, 250_000_000);
        Assert.Equal(moment, NtpTimestamp.FromPosix(moment).ToPosix(PosixTime.FromSeconds(2_000_000_000)));
    }

    [Fact]
    public void FromPosix_BeforeTheEpoch_RoundsDown() =>
        Assert.Equal(0x83AA7E7F_C0000000UL, NtpTimestamp.FromPosix(PosixTime.FromNanoseconds(-250_000_000)).ToWire());
}
