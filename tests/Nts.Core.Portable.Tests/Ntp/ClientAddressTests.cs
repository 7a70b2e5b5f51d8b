using System;
using System.Net;

namespace Nts.Ntp;

public sealed class ClientAddressTests
{
    [Theory]
    [InlineData("the same IPv4 address", "192.0.2.1", "192.0.2.1", true)]
    [InlineData("its neighbour", "192.0.2.1", "192.0.2.2", false)]
    [InlineData("one /64", "2001:db8:0:1::1", "2001:db8:0:1:ffff:ffff:ffff:ffff", true)]
    [InlineData("another /64", "2001:db8:0:1::1", "2001:db8:0:2::1", false)]
    public void Network_TwoClients_AreOneWhenOneCustomerHasBoth(string why, string left, string right, bool isOne) =>
        Assert.Equal((why, isOne), (why, AccessListTests.Address(left).Network == AccessListTests.Address(right).Network));

    [Theory]
    [InlineData("192.0.2.1", true)]
    [InlineData("0.0.0.0", true)]
    [InlineData("255.255.255.255", true)]
    [InlineData("2001:db8::1", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", false)]
    public void FromOctets_OfAnAddress_IsThatAddress(string text, bool isIPv4)
    {
        ClientAddress address = ClientAddress.FromOctets(IPAddress.Parse(text).GetAddressBytes());
        Assert.Equal((IPAddress.Parse(text), isIPv4), (IPAddress.Parse(address.ToString()), address.IsIPv4));
    }

    [Fact]
    public void FromOctets_IPv4AndItsMappedForm_AreEqual() => Assert.Equal(
        ClientAddress.FromOctets(IPAddress.Parse("192.0.2.1").GetAddressBytes()),
        ClientAddress.FromOctets(IPAddress.Parse("::ffff:192.0.2.1").GetAddressBytes()));

    [Fact]
    public void FromOctets_OfAnotherLength_IsABug() => Assert.Throws<ArgumentException>(() => ClientAddress.FromOctets(new byte[5]));
}
