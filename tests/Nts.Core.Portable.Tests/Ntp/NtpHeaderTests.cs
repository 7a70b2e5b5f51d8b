using Nts.TestKit;
using Nts.Time;

namespace Nts.Ntp;

public sealed class NtpHeaderTests
{
    /// <summary>The reply of RFC 5905's figure 8 with every field different; the fields' places are the RFC's, the values hand-made.</summary>
    private const string Distinct =
        "5c 01 06 e7" // LI 1, VN 3, mode 4; stratum 1; poll 2^6; precision 2^-25
        + "00018000" // root delay 1.5 s
        + "00000001" // root dispersion 2^-16 s
        + "47505300" // GPS
        + "83aa7e80 80000000" // 1970-01-01 00:00:00.5
        + "0123456789abcdef"
        + "876ce580 00000000" // 1972-01-01
        + "00000000 40000000"; // era 1 starts, 0.25 s later

    [Fact]
    public void TryParse_DistinctFields_PutsEachInItsPlace()
    {
        Assert.True(NtpHeader.TryParse(Hex.Bytes(Distinct), out NtpHeader header));
        Assert.Equal(LeapIndicator.InsertSecond, header.Leap);
        Assert.Equal(3, header.Version);
        Assert.Equal(NtpMode.Server, header.Mode);
        Assert.Equal(Stratum.Primary, header.Stratum);
        Assert.Equal(new Log2Seconds(6), header.Poll);
        Assert.Equal(new Log2Seconds(-25), header.Precision);
        Assert.Equal(NtpDuration.FromSeconds(1.5), header.RootDelay.ToDuration());
        Assert.Equal(1u, header.RootDispersion.ToWire());
        Assert.Equal(ReferenceId.Gps, header.ReferenceId);
        Assert.Equal(NtpTimestamp.FromPosix(PosixTime.FromSeconds(0, 500_000_000)), header.ReferenceTime);
        Assert.Equal(0x0123456789abcdefUL, header.OriginTime.ToWire());
        Assert.Equal(NtpTimestamp.FromPosix(PosixTime.FromSeconds(63_072_000)), header.ReceiveTime);
        Assert.Equal(NtpTimestamp.FromPosix(PosixTime.FromSeconds(2_085_978_496, 250_000_000)), header.TransmitTime);
    }

    [Fact]
    public void TryWrite_ParsedHeader_GivesTheSameBytes()
    {
        byte[] packet = new byte[NtpHeader.Length];
        Assert.True(NtpHeader.TryParse(Hex.Bytes(Distinct), out NtpHeader header));
        Assert.True(header.TryWrite(packet));
        Assert.Equal(Hex.Text(Hex.Bytes(Distinct)), Hex.Text(packet));
    }

    [Fact]
    public void TryParse_ReservedStratum_ReadsAsUnsynchronized()
    {
        byte[] packet = Hex.Bytes(Distinct);
        packet[1] = 17;
        Assert.True(NtpHeader.TryParse(packet, out NtpHeader header));
        Assert.Equal(Stratum.Unsynchronized, header.Stratum);
    }

    [Fact]
    public void TryParse_OneOctetShort_Refuses() => Assert.False(NtpHeader.TryParse(new byte[NtpHeader.Length - 1], out _));

    [Fact]
    public void TryWrite_OneOctetShort_Refuses() => Assert.False(default(NtpHeader).TryWrite(new byte[NtpHeader.Length - 1]));
}
