using System;
using System.IO;
using Nts.TestKit;

namespace Nts.Desktop.Decoding;

public sealed class KeDescriberTests
{
    [Theory]
    [InlineData("request", "80010002 0000 80040004 001e000f 04000000 80000000", "AEAD Algorithm Negotiation (4, critical), 4 octets at 6: 30 (Aes128GcmSiv), 15 (AesSivCmac256)")]
    [InlineData("record 1024", "04000000 80000000", "Compliant AES-128-GCM-SIV Exporter Context (1024, optional), 0 octets at 0: (empty)")]
    [InlineData("error", "80020002 0001 80000000", "Error (2, critical), 2 octets at 0: 1 (bad request)")]
    [InlineData("server", "00060007 612e6578616d70 80000000", "NTPv4 Server Negotiation (6, optional), 7 octets at 0: a.examp")]
    [InlineData("server, not text", "00060002 0a0d 80000000", "0a0d ! not printable")]
    [InlineData("port", "00070002 115c 80000000", "NTPv4 Port Negotiation (7, optional), 2 octets at 0: 4444")]
    [InlineData("unknown protocol", "80010004 00008001 80000000", "0 (NTPv4), 32769 (unknown)")]
    [InlineData("odd list", "80010003 000000 80000000", "000000 ! not a list of 16-bit numbers")]
    [InlineData("empty", "", "! octet 0: the message has no End of Message record")]
    [InlineData("cut header", "80000000 8001", "! octet 4: 2 octets are left, a record has at least 4")]
    [InlineData("cut body", "80010004 0000", "! octet 0: the record's body is said to have 4 octets, 2 are left")]
    [InlineData("behind the end", "80000000 80010002 0000", "! octet 4: a record behind End of Message")]
    public void Describe_Message_SaysWhatItHolds(string why, string message, string expected)
    {
        string text = Describe(Hex.Bytes(message));
        Assert.True(text.Contains(expected, StringComparison.Ordinal), $"{why}:\n{text}");
    }

    [Fact]
    public void Describe_RandomMessages_NeverThrows()
    {
        Seeded random = Seeded.Create();
        for (int i = 0; i < 20_000; i++)
        {
            byte[] message = new byte[random.Next(64)];
            random.Fill(message);
            for (int j = 0; j < message.Length; j += 1 + random.Next(4))
            {
                message[j] = (byte)random.Next(8);
            }

            Exception? thrown = Record.Exception(() => Describe(message));
            Assert.True(thrown is null, $"{random}: {Hex.Text(message)} {thrown}");
        }
    }

    private static string Describe(byte[] message)
    {
        using StringWriter output = new();
        KeDescriber.Describe(message, new Outline(output));
        return output.ToString();
    }
}
