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
}
