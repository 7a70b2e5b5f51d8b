using System.IO;
using System.Text;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Desktop.Decoding;

public sealed class ReceiverDescriberTests
{
    [Theory]
    [InlineData("b5620120100018de2d0ec4e80400620812071f000000b4e5", "NavTimeGps: 2021-02-23T18:04:29.000321732Z, not vouched for, UTC known, 18 leap seconds, ±31 ns")]
    [InlineData("b5620d011000b09b2d0e0000000015efffff62080b0f2a63", "TimTp: next pulse at 237870 s of week 2146 in UTC, quantisation error -4331 ps")]
    [InlineData("b56205010200068a98c1", "answer: Ublox command 06 8a obeyed")]
    [InlineData("b5620103100018de2d0e05dd0008fc3a0000cee201001674", "NavStatus: fix TimeOnly", "NavStatus: spoofing None")]
    public void Describe_UbxFrame_WritesWhatItSays(string frame, params string[] lines) => AssertDescribes(Hex.Bytes(frame), lines);

    [Theory]
    [InlineData("$GPTXT,01,01,01,ANTENNA OK*35\r\n", "Txt: antenna Ok")]
    [InlineData("$GPTXT,01,01,02,MA=CASIC*27\r\n", "receiver: Casic")]
    [InlineData("$PMTK705,AXN_2.31_3339_13101700,5632,PA6H,1.0*6B\r\n", "receiver: MediaTek, PA6H, AXN_2.31_3339_13101700")]
    [InlineData("$GNGSA,A,3,13,27,37,,,,,,,,,,1.5,0.9,1.2,4*39\r\n", "Gsa: fix ThreeDimensional, 3 satellites used, of BeiDou")]
    [InlineData("$GPGSV,3,3,09,51,37,160,*47\r\n", "  Gps 51, elevation 37, azimuth 160, not tracked")]
    public void Describe_Sentence_WritesWhatItSays(string sentence, string line) => AssertDescribes(Encoding.ASCII.GetBytes(sentence), [line]);

    [Fact]
    public void Describe_AnyBytes_AccountsForAll() => AssertDescribes(
        Encoding.ASCII.GetBytes("junk$GPRMC,,V,,,,,,,,,,N*53\r\n"),
        ["29 octets", "  Nmea: 1 in 24 octets", "  LineEnd: 1 in 1 octets", "  Junk: 1 in 4 octets", "messages", "  Rmc: 1"]);

    private static void AssertDescribes(byte[] bytes, string[] lines)
    {
        using StringWriter output = new() { NewLine = "\n" };
        ReceiverDescriber.Describe(bytes, new Outline(output), PosixTime.FromSeconds(1_790_000_000));

        Assert.StartsWith(string.Join('\n', lines) + "\n", output.ToString());
    }
}
