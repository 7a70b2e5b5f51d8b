using System;
using System.IO;
using Nts.Crypto;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Desktop.Decoding;

public sealed class NtpDescriberTests
{
    private const string Header = "23000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 01234567 89abcdef";

    private static readonly PosixTime Now = PosixTime.FromSeconds(1_790_000_000);

    [Fact]
    public void Describe_ReplyOfChronyd_NamesEveryField()
    {
        string text = Describe(Vector.Load("chronyd-4.3.txt", "server.synchronised"));
        Assert.StartsWith("NTP header\n  leap: 0 (no warning)\n  version: 4\n  mode: 4 (server)\n  stratum: 1 (primary)\n", text, StringComparison.Ordinal);
        Assert.Contains("  precision: -26 (14.901 ns)\n", text, StringComparison.Ordinal);
        Assert.Contains("  reference id: 127.127.1.1 (7f7f0101)\n", text, StringComparison.Ordinal);
        Assert.Contains("  receive time: eeacf164.d1becf71 (2026-11-22T", text, StringComparison.Ordinal);
        Assert.DoesNotContain("!", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Describe_NtsReplyWithKeys_OpensTheAuthenticator()
    {
        SessionKeys keys = new();
        Assert.True(keys.TryAdd(AeadAlgorithm.AesSivCmac256, isS2C: true, Vector.Load("nts-aead15.txt", "s2c")));
        string text = Describe(Vector.Load("nts-aead15.txt", "three-cookies.reply"), keys);
        Assert.Contains("unique identifier (0x0104), 32 octets at 48\n", text, StringComparison.Ordinal);
        Assert.Contains("authentic under the S2C key (AesSivCmac256), 312 octets encrypted\n", text, StringComparison.Ordinal);
        Assert.Equal(3, text.Split("NTS cookie (0x0204), 100 octets at ").Length - 1);
    }

    [Fact]
    public void Describe_NtsRequestWithAnotherKey_SaysThatItIsNotAuthentic()
    {
        SessionKeys keys = new();
        Assert.True(keys.TryAdd(AeadAlgorithm.AesSivCmac256, isS2C: false, new byte[32]));
        Assert.Contains("not authentic under the C2S key", Describe(Vector.Load("nts-aead15.txt", "one-cookie.request"), keys), StringComparison.Ordinal);
    }

    [Fact]
    public void Describe_Nak_SaysSo() =>
        Assert.Contains("kiss: NTS negative acknowledgement", Describe(Vector.Load("nts-aead15.txt", "unknown-key.reply")), StringComparison.Ordinal);

    [Theory]
    [InlineData("empty", "", "! octet 0: the header has 48 octets, this packet has 0")]
    [InlineData("cut header", "2300", "! octet 2: the header has 48 octets, this packet has 2")]
    [InlineData("eight octets too many", Header + "0000000000000000", "! octet 48: 8 octets are left: too few for an extension field")]
    [InlineData("crypto-NAK", Header + "00000000", "crypto-NAK")]
    [InlineData("code with a digest", Header + "00000007 000102030405060708090a0b0c0d0e0f", "key id: 7")]
    [InlineData("length not a multiple of four", Header + "5a5a001e 0000000000000000000000000000000000000000000000000000", "! octet 48: field 0x5a5a with the length 30: not a multiple of four")]
    [InlineData("length too small", Header + "5a5a0008 000000000000000000000000000000000000000000000000", "! octet 48: field 0x5a5a with the length 8: shorter than allowed")]
    [InlineData("length beyond the end", Header + "5a5a00fc 000000000000000000000000000000000000000000000000", "! octet 48: field 0x5a5a with the length 252: ends behind the packet, 28 octets are left")]
    [InlineData("short unique identifier", Header + "0104001c 000000000000000000000000000000000000000000000000", "! octet 48: a unique identifier has at least 32 octets")]
    [InlineData("nonce beyond its field", Header + "0404001c 00200010 0000000000000000000000000000000000000000", "! octet 52: the nonce is said to have 32 octets, 20 are left")]
    [InlineData("ciphertext beyond its field", Header + "0404001c 00040020 0000000000000000000000000000000000000000", "! octet 54: the ciphertext is said to have 32 octets, 16 are left")]
    [InlineData("no room for a tag", Header + "0404001c 00100004 0000000000000000000000000000000000000000", "! octet 54: a tag alone has 16 octets")]
    [InlineData("version 3 with a digest", "1b" + "000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 01234567 89abcdef 00000001 00112233445566778899aabbccddeeff00112233", "key id: 1")]
    public void Describe_Odd_SaysWhereAndWhy(string why, string packet, string expected)
    {
        string text = Describe(Hex.Bytes(packet));
        Assert.True(text.Contains(expected, StringComparison.Ordinal), $"{why}:\n{text}");
    }

    [Fact]
    public void Describe_MutatedPackets_NeverThrows()
    {
        Seeded random = Seeded.Create();
        SessionKeys keys = new();
        keys.TryAdd(AeadAlgorithm.AesSivCmac256, isS2C: true, Vector.Load("nts-aead15.txt", "s2c"));
        byte[] seed = Vector.Load("nts-aead15.txt", "three-cookies.reply");
        for (int i = 0; i < 20_000; i++)
        {
            byte[] packet = seed[..random.Next(seed.Length + 1)];
            for (int flips = random.Next(4); flips >= 0 && packet.Length > 0; flips--)
            {
                packet[random.Next(packet.Length)] ^= (byte)random.Next(256);
            }

            Exception? thrown = Record.Exception(() => Describe(packet, keys));
            Assert.True(thrown is null, $"{random}: {Hex.Text(packet)} {thrown}");
        }
    }

    private static string Describe(byte[] packet, SessionKeys? keys = null)
    {
        using StringWriter output = new() { NewLine = "\n" };
        NtpDescriber.Describe(packet, keys ?? new SessionKeys(), Now, new Outline(output));
        return output.ToString();
    }
}
