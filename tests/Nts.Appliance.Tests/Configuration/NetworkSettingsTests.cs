using System;

namespace Nts.Appliance.Configuration;

public sealed class NetworkSettingsTests
{
    [Fact]
    public void Read_EverySetting_IsTaken()
    {
        NetworkConfiguration network = ConfigurationReader.Read(
            "[network]\nhostname = Clock-2\naddress = 192.168.1.5/24, 2001:db8::5/64\ngateway = 192.168.1.1, fe80::1\ndns = 192.168.1.1,9.9.9.9\n").Configuration!.Network;
        Assert.Equal(
            ("Clock-2", "192.168.1.5/24 2001:db8::5/64", "192.168.1.1 fe80::1", "192.168.1.1 9.9.9.9"),
            (network.HostName, string.Join(' ', network.Addresses), string.Join(' ', network.Gateways), string.Join(' ', network.NameServers)));
    }

    [Theory]
    [InlineData("address = 10.0.0.1/31")] // RFC 3021: a network of two
    [InlineData("address = 10.0.0.1/32")]
    [InlineData("address = 2001:db8::/64")] // the routers' anycast address, but an address
    [InlineData("address = dhcp\ndns = 2001:db8::53")]
    [InlineData("hostname = 7segments")]
    [InlineData("address = 10.0.0.1/8\ngateway = 10.255.255.254")]
    [InlineData("address = 10.0.0.9/32, 172.31.255.1/12\ngateway = 172.16.0.1")]
    public void Read_GoodValue_IsTaken(string lines) => Assert.Empty(ConfigurationReader.Read("[network]\n" + lines + "\n").Problems);

    [Theory]
    [InlineData("hostname = ", "one name")]
    [InlineData("hostname = clock.example.org", "one name")]
    [InlineData("hostname = -clock", "one name")]
    [InlineData("hostname = clock-", "one name")]
    [InlineData("hostname = 192", "one name")]
    [InlineData("hostname = Localhost", "one name")]
    [InlineData("hostname = größe", "one name")]
    [InlineData("hostname = abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklm", "one name")]
    [InlineData("address = ", "'dhcp' alone")]
    [InlineData("address = static", "'dhcp' alone")]
    [InlineData("address = 192.168.1/24", "'dhcp' alone")]
    [InlineData("address = 192.168.010.1/24", "'dhcp' alone")]
    [InlineData("address = 192.168.1.255/24", "'dhcp' alone")]
    [InlineData("address = 192.168.1.5/0", "'dhcp' alone")]
    [InlineData("address = 192.168.1.5/255.255.255.0", "'dhcp' alone")]
    [InlineData("address = 127.0.0.1/8", "'dhcp' alone")]
    [InlineData("address = 224.0.0.1/4", "'dhcp' alone")]
    [InlineData("address = fe80::5%eth0/64", "'dhcp' alone")]
    [InlineData("address = ::ffff:10.0.0.1/64", "'dhcp' alone")]
    [InlineData("address = 2001:db8::5/129", "'dhcp' alone")]
    [InlineData("address = 10.0.0.1/8, 10.0.0.1/24", "'dhcp' alone")]
    [InlineData("address = 10.0.0.1/8\ngateway = 10.0.0.2, 10.0.0.3", "the router's address")]
    [InlineData("address = 10.0.0.1/8\ngateway = 10.0.0.1", "the box's own address")]
    [InlineData("address = 10.0.0.1/8\ngateway = 2001:db8::1", "outside of 10.0.0.1/8")]
    [InlineData("dns = one.one.one.one", "addresses with commas")]
    public void Read_BadValue_SaysWhatIsExpected(string lines, string expected) => Assert.Contains(
        ConfigurationReader.Read("[network]\n" + lines + "\n").Problems, problem => problem.ToString().Contains(expected, StringComparison.Ordinal));

    [Theory]
    [InlineData("[ntp]\nlisten = nowhere\n[network]\naddress = 10.0.0.5/8\nhostname = clock\n[web]\nx", "10.0.0.5/8", "clock")] // mistakes elsewhere
    [InlineData("[ network ] # mine\naddress = 10.0.0.5/8\n", "10.0.0.5/8", "nts-appliance")]
    [InlineData("[network]\naddress = 10.0.0.5/8\ngateway = 11.0.0.1\nhostname = clock\n", "by DHCP", "clock")] // the right name stays: the certificate is for it
    [InlineData("[network]\naddress = 10.0.0.5/8\ngateway 10.0.0.1\n", "by DHCP", "nts-appliance")]
    [InlineData("[network\naddress = 10.0.0.5/8\nhostname = clock\n", "by DHCP", "clock")]
    [InlineData("[networks]\naddress = 10.0.0.5/8\nhostname = clock\n", "by DHCP", "nts-appliance")]
    [InlineData("address = 10.0.0.5/8\n", "by DHCP", "nts-appliance")]
    [InlineData("", "by DHCP", "nts-appliance")]
    public void FileRead_WithMistakes_LeavesTheBoxReachable(string text, string addresses, string name)
    {
        NetworkConfiguration network = NetworkFile.Read(text);
        Assert.Equal((addresses, name), (network.ToString(), network.HostName));
    }
}
