using System.Collections.Generic;
using Nts.TestKit;

namespace Nts.Ntp;

public sealed class ExtensionFieldReaderTests
{
    private const string Zeros12 = "000000000000000000000000";

    [Theory]
    [InlineData("nothing", "", ExtensionFieldStatus.Complete, 0)]
    [InlineData("crypto-NAK", "00000000", ExtensionFieldStatus.Mac, 0)]
    [InlineData("MD5", "00000001 00000000000000000000000000000000", ExtensionFieldStatus.Mac, 0)]
    [InlineData("SHA-1", "00000001 0000000000000000000000000000000000000000", ExtensionFieldStatus.Mac, 0)]
    [InlineData("last field of 16 octets reads as a code", "0104 0010" + Zeros12, ExtensionFieldStatus.Mac, 0)]
    [InlineData("field of 28 octets", "0104 001c" + Zeros12 + Zeros12, ExtensionFieldStatus.Complete, 1)]
    [InlineData("16 octets, then 28", "0104 0010" + Zeros12 + "0204 001c" + Zeros12 + Zeros12, ExtensionFieldStatus.Complete, 2)]
    [InlineData("28 octets, then a code", "0104 001c" + Zeros12 + Zeros12 + "00000001", ExtensionFieldStatus.Mac, 1)]
    [InlineData("length 0", "0104 0000" + Zeros12 + Zeros12, ExtensionFieldStatus.TooShort, 0)]
    [InlineData("length 12", "0104 000c" + Zeros12 + Zeros12, ExtensionFieldStatus.TooShort, 0)]
    [InlineData("length 29", "0104 001d" + Zeros12 + Zeros12 + "00000000", ExtensionFieldStatus.Misaligned, 0)]
    [InlineData("length 32 in 28 octets", "0104 0020" + Zeros12 + Zeros12, ExtensionFieldStatus.BeyondEnd, 0)]
    [InlineData("length 65532", "0104 fffc" + Zeros12 + Zeros12, ExtensionFieldStatus.BeyondEnd, 0)]
    public void MoveNext_InClear_EndsWithStatus(string why, string hex, ExtensionFieldStatus expected, int count)
    {
        (ExtensionFieldStatus status, List<string> fields) = Walk(ExtensionFieldReader.InClear(Hex.Bytes(hex)));
        Assert.True((expected, count) == (status, fields.Count), $"{why}: {status}, {fields.Count} fields");
    }

    [Theory]
    [InlineData("nothing", "", ExtensionFieldStatus.Complete, 0)]
    [InlineData("empty body", "0304 0004", ExtensionFieldStatus.Complete, 1)]
    [InlineData("two short fields", "0304 0004 0204 0008 00000000", ExtensionFieldStatus.Complete, 2)]
    [InlineData("no room for a header", "0304", ExtensionFieldStatus.BeyondEnd, 0)]
    [InlineData("length 0", "0304 0000", ExtensionFieldStatus.TooShort, 0)]
    [InlineData("length 5", "0304 0005 00000000", ExtensionFieldStatus.Misaligned, 0)]
    [InlineData("length 12 in 8 octets", "0304 000c 00000000", ExtensionFieldStatus.BeyondEnd, 0)]
    public void MoveNext_Decrypted_EndsWithStatus(string why, string hex, ExtensionFieldStatus expected, int count)
    {
        (ExtensionFieldStatus status, List<string> fields) = Walk(ExtensionFieldReader.Decrypted(Hex.Bytes(hex)));
        Assert.True((expected, count) == (status, fields.Count), $"{why}: {status}, {fields.Count} fields");
    }

    [Fact]
    public void Current_SecondField_HasTypeOffsetAndBody()
    {
        (_, List<string> fields) = Walk(ExtensionFieldReader.InClear(
            Hex.Bytes("0104 0010 a0a1a2a3a4a5a6a7a8a9aaab 0404 001c b0b1b2b3b4b5b6b7b8b9babb c0c1c2c3c4c5c6c7c8c9cacb")));
        Assert.Equal(["104@0 a0a1a2a3a4a5a6a7a8a9aaab", "404@16 b0b1b2b3b4b5b6b7b8b9babbc0c1c2c3c4c5c6c7c8c9cacb"], fields);
    }

    private static (ExtensionFieldStatus Status, List<string> Fields) Walk(ExtensionFieldReader reader)
    {
        List<string> fields = [];
        while (reader.MoveNext())
        {
            fields.Add($"{(int)reader.Current.Type:x}@{reader.Current.Offset} {Hex.Text(reader.Current.Body)}");
        }

        return (reader.Status, fields);
    }
}
