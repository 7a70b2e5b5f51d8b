using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using Nts.TestKit;

namespace Nts.Ntp;

public sealed class AccessListTests
{
    private static readonly AccessList List = AccessList.Create(
        Prefixes("10.0.0.0/8", "10.1.2.0/24", "192.0.2.7/32", "2001:db8::/32", "2001:db8:0:1::5/128"),
        Prefixes("10.1.0.0/16", "10.1.2.3/32", "2001:db8:0:1::/64"));

    [Theory]
    [InlineData("all", "0.0.0.0/0 ::/0")]
    [InlineData("192.0.2.0/24", "192.0.2.0/24")]
    [InlineData("192.0.2.7", "192.0.2.7/32")]
    [InlineData("2001:db8::/32", "2001:db8::/32")]
    [InlineData("::1", "::1/128")]
    [InlineData("10", "")]
    [InlineData("10/8", "")]
    [InlineData("192.0.2.7/24", "192.0.2.0/24")]
    [InlineData("192.0.2.0/33", "")]
    [InlineData("everybody", "")]
    [InlineData("", "")]
    public void TryParsePrefix_OneItem_GivesItsPrefixes(string text, string expected)
    {
        List<IPNetwork> prefixes = [];
        Assert.Equal(expected.Length > 0, AccessList.TryParsePrefix(text, prefixes));
        Assert.Equal(expected, string.Join(' ', prefixes));
    }

    [Theory]
    [InlineData("10.0.0.0", true)]
    [InlineData("10.255.255.255", true)]
    [InlineData("9.255.255.255", false)]
    [InlineData("11.0.0.0", false)]
    [InlineData("10.1.0.0", false)]
    [InlineData("10.1.255.255", false)]
    [InlineData("10.2.0.0", true)]
    [InlineData("10.1.2.0", true)]
    [InlineData("10.1.2.2", true)]
    [InlineData("10.1.2.3", false)]
    [InlineData("10.1.2.4", true)]
    [InlineData("10.1.3.0", false)]
    [InlineData("192.0.2.7", true)]
    [InlineData("192.0.2.8", false)]
    [InlineData("2001:db8::1", true)]
    [InlineData("2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db9::", false)]
    [InlineData("2001:db8:0:1::4", false)]
    [InlineData("2001:db8:0:1::5", true)]
    [InlineData("2001:db8:0:1::6", false)]
    [InlineData("2001:db8:0:2::", true)]
    public void Allows_NestedPrefixes_TheMostSpecificDecides(string address, bool allowed) => Assert.Equal(allowed, List.Allows(Address(address)));

    [Theory]
    [InlineData("0.0.0.0/0", "::", "203.0.113.1", false, true)]
    [InlineData("::/0", "203.0.113.1", "2001:db8::1", false, true)]
    [InlineData("::/64", "0.0.0.0", "::1", false, true)]
    public void Allows_PrefixOfOneFamily_SaysNothingOfTheOther(string prefix, string other, string own, bool otherAllowed, bool ownAllowed)
    {
        AccessList list = AccessList.Create(Prefixes(prefix), []);
        Assert.Equal((otherAllowed, ownAllowed), (list.Allows(Address(other)), list.Allows(Address(own))));
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    public void Everyone_AnyAddress_IsAllowed(string address) => Assert.True(AccessList.Everyone.Allows(Address(address)));

    [Fact]
    public void Allows_PrefixInBothLists_IsDenied() =>
        Assert.False(AccessList.Create(Prefixes("10.0.0.0/8"), Prefixes("10.0.0.0/8")).Allows(Address("10.0.0.1")));

    [Fact]
    public void Allows_RandomLists_AsASearchForTheLongestPrefixSays()
    {
        Seeded random = Seeded.Create();
        for (int round = 0; round < 200; round++)
        {
            IPNetwork[] allow = [.. Enumerable.Range(0, random.Next(12)).Select(_ => RandomPrefix(random))];
            IPNetwork[] deny = [.. Enumerable.Range(0, random.Next(12)).Select(_ => RandomPrefix(random))];
            AccessList list = AccessList.Create(allow, deny);
            for (int i = 0; i < 50; i++)
            {
                IPAddress address = RandomPrefix(random).BaseAddress;
                int allowed = allow.Where(prefix => prefix.Contains(address)).Select(prefix => prefix.PrefixLength).DefaultIfEmpty(-1).Max();
                int denied = deny.Where(prefix => prefix.Contains(address)).Select(prefix => prefix.PrefixLength).DefaultIfEmpty(-1).Max();
                Assert.True(list.Allows(Address(address.ToString())) == allowed > denied, $"{random}: {address}");
            }
        }
    }

    [Fact]
    public void Allows_AnyAddress_AllocatesNothing()
    {
        ClientAddress address = Address("10.1.2.3");
        Assert.Equal(0, Allocated.During(() => List.Allows(address)));
    }

    [Fact]
    public void Create_TooManyPrefixes_IsRefused() => Assert.Throws<ArgumentException>(
        () => AccessList.Create([.. Enumerable.Repeat(IPNetwork.Parse("10.0.0.0/8"), AccessList.MaxPrefixes)], Prefixes("10.0.0.0/8")));

    internal static ClientAddress Address(string text) => ClientAddress.FromOctets(IPAddress.Parse(text).GetAddressBytes());

    /// <summary>From few bits, so that prefixes nest.</summary>
    private static IPNetwork RandomPrefix(Seeded random)
    {
        int length = random.Next(33);
        uint address = 0x0A00_0000 | ((uint)random.Next(4) << 16) | (uint)random.Next(4);
        uint network = length == 0 ? 0 : address >> (32 - length) << (32 - length);
        byte[] octets = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(octets, network);
        return new IPNetwork(new IPAddress(octets), length);
    }

    private static IPNetwork[] Prefixes(params string[] prefixes) => [.. prefixes.Select(prefix => IPNetwork.Parse(prefix))];
}
