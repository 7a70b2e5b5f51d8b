using System.Net;

namespace Nts.Time;

public sealed class ReferenceIdTests
{
    // The second value is that of Python's hashlib.
    [Theory]
    [InlineData("192.0.2.1", 0xc0000201)]
    [InlineData("2001:db8::1", 0x39ab9b37)]
    public void FromAddress_OfAServer_IsTheAddressOrTheStartOfItsMd5(string address, uint expected) =>
        Assert.Equal(expected, ReferenceId.FromAddress(IPAddress.Parse(address).GetAddressBytes()).ToWire());

    [Fact]
    public void FromAddress_OfNothing_IsZero() => Assert.Equal(0u, ReferenceId.FromAddress([]).ToWire());

    // The pairs of ntp's own tests/libntp/refidsmear.c.
    [Theory]
    [InlineData(0xfe800000, -2.00000000)]
    [InlineData(0xfe800001, -1.99999976)]
    [InlineData(0xfe8ffffe, -1.75000048)]
    [InlineData(0xfef00000, -0.25000000)]
    [InlineData(0xfef00001, -0.24999976)]
    [InlineData(0xfeffffff, -0.00000024)]
    [InlineData(0xfe000000, 0.00000000)]
    [InlineData(0xfe000001, 0.00000024)]
    [InlineData(0xfe6fffff, 1.74999976)]
    [InlineData(0xfe7fffff, 1.99999976)]
    public void FromSmear_Added_IsWhatNtpdMakesOfIt(uint expected, double added)
    {
        Assert.Equal(expected, ReferenceId.FromSmear(NtpDuration.FromSeconds(added)).ToWire());
        Assert.Equal(added, ReferenceId.FromWire(expected).SmearAdded!.Value.TotalSeconds, tolerance: 0.6e-8);
    }

    [Theory]
    [InlineData(0x47505300)]
    [InlineData(0xff000001)]
    [InlineData(0xc0000201)]
    public void SmearAdded_AnotherIdentifier_IsNull(uint bits) => Assert.Null(ReferenceId.FromWire(bits).SmearAdded);
}
