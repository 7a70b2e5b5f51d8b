using System.Net;

namespace Nts.Server.KeyEstablishment;

public sealed class AdmissionTests
{
    [Theory]
    [InlineData("the same IPv4 address", "192.0.2.1", "192.0.2.1", true)]
    [InlineData("its neighbour", "192.0.2.1", "192.0.2.2", false)]
    [InlineData("one /64", "2001:db8:0:1::1", "2001:db8:0:1:ffff:ffff:ffff:ffff", true)]
    [InlineData("another /64", "2001:db8:0:1::1", "2001:db8:0:2::1", false)]
    public void AddressOf_TwoClients_AreOneWhenOneCustomerHasBoth(string why, string left, string right, bool isOne) =>
        Assert.Equal((why, isOne), (why, Admission.AddressOf(IPAddress.Parse(left)) == Admission.AddressOf(IPAddress.Parse(right))));
}
