namespace Nts.Server.Client;

public sealed class HostAndPortTests
{
    [Theory]
    [InlineData("time.example.org", "time.example.org", null)]
    [InlineData("time.example.org:11123", "time.example.org", 11123)]
    [InlineData("192.0.2.1", "192.0.2.1", null)]
    [InlineData("192.0.2.1:123", "192.0.2.1", 123)]
    [InlineData("2001:db8::1", "2001:db8::1", null)]
    [InlineData("[2001:db8::1]", "2001:db8::1", null)]
    [InlineData("[2001:db8::1]:123", "2001:db8::1", 123)]
    public void Parse_Server_GivesHostAndPort(string text, string host, int? port) =>
        Assert.Equal(new HostAndPort(host, (ushort?)port), HostAndPort.Parse(text));

    [Theory]
    [InlineData("nothing", "")]
    [InlineData("port alone", ":123")]
    [InlineData("port zero", "host:0")]
    [InlineData("port too large", "host:65536")]
    [InlineData("port with a sign", "host:+1")]
    [InlineData("port missing", "host:")]
    [InlineData("white space", "my host")]
    [InlineData("no IPv6 address", "[2001:zz]:123")]
    public void Parse_SomethingElse_GivesNothing(string why, string text) =>
        Assert.True(HostAndPort.Parse(text) is null, why);
}
