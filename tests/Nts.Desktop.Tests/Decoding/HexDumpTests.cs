using System.Collections.Generic;
using Nts.TestKit;

namespace Nts.Desktop.Decoding;

public sealed class HexDumpTests
{
    private const string Octets = "2300061400000000000000004142";

    [Theory]
    [InlineData("bare", "2300061400000000000000004142")]
    [InlineData("spaces and lines", "23 00 06 14\n00000000 00000000\n  4142\n")]
    [InlineData("colons", "23:00:06:14:00:00:00:00:00:00:00:00:41:42")]
    [InlineData("C array", "0x23, 0x00, 0x06, 0x14, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x41, 0x42")]
    [InlineData("xxd", "00000000: 2300 0614 0000 0000 0000 0000 4142       #...........AB\n")]
    [InlineData("xxd -c 8", "00000000: 2300 0614 0000 0000  #.......\n00000008: 0000 0000 4142       ....AB\n")]
    [InlineData("hexdump -C", "00000000  23 00 06 14 00 00 00 00  00 00 00 00 41 42        |#...........AB|\n0000000e\n")]
    [InlineData("od -A x -t x1", "000000 23 00 06 14 00 00 00 00 00 00 00 00 41 42\n00000e\n")]
    [InlineData("tcpdump -X", "08:15:04.1 IP 10.0.0.1.123 > 10.0.0.2.123: NTPv4, Client, length 48\n\t0x0000:  2300 0614 0000 0000 0000 0000 4142       #...........AB\n")]
    public void TryRead_OneDump_GivesItsOctets(string why, string text)
    {
        Assert.True(HexDump.TryRead(text, out IReadOnlyList<byte[]> packets, out string problem), $"{why}: {problem}");
        Assert.Equal(Octets, Hex.Text(Assert.Single(packets)));
    }

    [Fact]
    public void TryRead_TwoDumps_GivesTwoPackets()
    {
        const string Two = "IP a\n\t0x0000:  4500 0001  E...\nIP b\n\t0x0000:  4500 0002  E...\n\t0x0010:  0304                  ..\n";
        Assert.True(HexDump.TryRead(Two, out IReadOnlyList<byte[]> packets, out _));
        Assert.Equal(["45000001", "450000020304"], [Hex.Text(packets[0]), Hex.Text(packets[1])]);
    }

    [Theory]
    [InlineData("nothing", " \n", "there are no hexadecimal digits")]
    [InlineData("a letter", "2300\n06g4", "line 2, column 3: 'g' is not a hexadecimal digit")]
    [InlineData("an odd digit", "230", "line 1: an odd number of hexadecimal digits")]
    public void TryRead_NotHexadecimal_SaysWhereAndWhy(string why, string text, string expected)
    {
        Assert.False(HexDump.TryRead(text, out _, out string problem), why);
        Assert.Equal(expected, problem);
    }
}
