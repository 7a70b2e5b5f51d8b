using System;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Drivers.Linux;

/// <summary>Control data as the kernel writes it (little endian), and bytes that it never would.</summary>
public sealed class ControlMessagesTests
{
    private const string Stamp =
        "4000000000000000 01000000 25000000 80fe9e6a00000000 15cd5b0700000000 0000000000000000 0000000000000000 0000000000000000 0000000000000000";
    private const string AskedIPv4 = "1c00000000000000 00000000 08000000 03000000 c0000202 c00002ff 00000000";

    [Fact]
    public void Read_Stamp_IsSecondsAndNanoseconds() =>
        Assert.Equal(PosixTime.FromSeconds(0x6A9EFE80, 123_456_789), Read(Stamp, out _));

    [Fact]
    public void Read_StampBehindTheAddress_IsFound() =>
        Assert.Equal(PosixTime.FromSeconds(0x6A9EFE80, 123_456_789), Read(AskedIPv4 + Stamp, out _));

    [Fact]
    public void Read_IPv4_RepliesFromTheLocalAddressByAnyInterface()
    {
        Read(AskedIPv4, out string reply);
        Assert.Equal("1c000000000000000000000008000000" + "00000000" + "c0000202" + "00000000" + "00000000", reply);
    }

    [Theory]
    [InlineData("global: by any interface", "20010db8000000000000000000000001", "00000000")]
    [InlineData("link-local: by the same interface", "fe800000000000000000000000000001", "03000000")]
    public void Read_IPv6_RepliesFromTheAddressThatWasAsked(string why, string address, string replyInterface)
    {
        Read("2400000000000000 29000000 32000000" + address + "03000000 00000000", out string reply);
        Assert.Equal((why, "24000000000000002900000032000000" + address + replyInterface + "00000000"), (why, reply));
    }

    [Fact]
    public void Read_AskedAtAMulticastAddress_LeavesTheChoiceToTheKernel()
    {
        Read("2400000000000000 29000000 32000000 ff020000000000000000000000000101 03000000 00000000", out string reply);
        Assert.Empty(reply);
    }

    [Theory]
    [InlineData("nothing", "")]
    [InlineData("half a header", "4000000000000000")]
    [InlineData("length below the header's", "0000000000000000 01000000 25000000")]
    [InlineData("length beyond the end", "4000000000000000 01000000 25000000 80fe9e6a00000000")]
    [InlineData("length beyond any buffer", "ffffffffffffffff 01000000 25000000 80fe9e6a00000000")]
    [InlineData("unknown kind", "1400000000000000 01000000 7f000000 00000000 00000000")]
    public void Read_NoStamp_IsNone(string why, string hex) => Assert.Equal((why, null), (why, Read(hex, out _)));

    private static PosixTime? Read(string hex, out string replyHex)
    {
        byte[] reply = new byte[ControlMessages.ReplyCapacity];
        PosixTime? stamp = ControlMessages.Read(Hex.Bytes(hex), reply, out int length);
        replyHex = Hex.Text(reply.AsSpan(0, length));
        return stamp;
    }
}
