using System;
using System.Collections.Generic;
using System.IO;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Desktop.Decoding;

/// <summary>The captures were laid out by an independent script after the formats' own descriptions.</summary>
public sealed class CaptureFileTests
{
    /// <summary>Microseconds, little-endian; Ethernet with a VLAN tag, IPv4.</summary>
    private const string Pcap = "d4c3b2a1020004000000000000000000ffff00000100000088a4026b20a107005e0000005e00000002000000000202000000000181000007"
        + "08004500004c0001000040110000c0000201c00002029c40007b00380000230006ec00000000000000000000000000000000000000000000"
        + "00000000000000000000000000000123456789abcdef";

    /// <summary>Nanoseconds, big-endian; raw IPv6 with a hop-by-hop header.</summary>
    private const string NanosecondPcap = "a1b23c4d0002000400000000000000000000ffff000000656b02a4881dcd65000000006800000068600000000040004020010db800000000"
        + "000000000000000120010db80000000000000000000000021100010400000000007b9c4000380000230006ec000000000000000000000000"
        + "0000000000000000000000000000000000000000000000000123456789abcdef";

    /// <summary>Linux cooked capture, if_tsresol 9: a datagram, a block of statistics, a TCP segment to port 4460.</summary>
    private const string Pcapng = "0a0d0d0a1c0000004d3c2b1a01000000ffffffffffffffff1c00000001000000200000007100000000000000090001000900000000000000"
        + "20000000060000007c00000000000000f24fea1800b570855c0000005c000000000000010006000000000000000008004500004c00010000"
        + "40110000c0000201c00002029c40007b00380000230006ec0000000000000000000000000000000000000000000000000000000000000000"
        + "000000000123456789abcdef7c000000050000001800000000000000000000000000000018000000060000005800000000000000f24fea18"
        + "00b57085380000003800000000000001000600000000000000000800450000280001000040060000c0000201c0000202c350116c00000000"
        + "00000000500200000000000058000000";

    private static readonly PosixTime Now = PosixTime.FromSeconds(1_790_000_000);

    [Theory]
    [InlineData("pcap", Pcap, "#1 2026-11-22T08:15:04.500000000Z 192.0.2.1:40000 > 192.0.2.2:123, 48 octets")]
    [InlineData("nanosecond pcap", NanosecondPcap, "#1 2026-11-22T08:15:04.500000000Z [2001:db8::1]:123 > [2001:db8::2]:40000, 48 octets")]
    [InlineData("pcapng", Pcapng, "#1 2026-11-22T08:15:04.500000000Z 192.0.2.1:40000 > 192.0.2.2:123, 48 octets")]
    public void Decode_Capture_DescribesItsDatagram(string why, string file, string expected)
    {
        Assert.True(CaptureFile.IsOne(Hex.Bytes(file)), why);
        string text = Decode(Hex.Bytes(file), out string problem);
        Assert.Equal(string.Empty, problem);
        Assert.StartsWith(expected + "\n  NTP header\n    leap: 0 (no warning)\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_KeyEstablishment_SaysThatItIsEncrypted() =>
        Assert.Contains("1 segments of key establishment (TCP 4460): TLS encrypts them", Decode(Hex.Bytes(Pcapng), out _), StringComparison.Ordinal);

    [Fact]
    public void Decode_OtherPort_DescribesNothing() =>
        Assert.Equal("1 frames, 0 of them described\n", Decode(Hex.Bytes(Pcap), out _, 4123));

    [Theory]
    [InlineData("cut in a packet's header", Pcap, 30, "octet 24: 6 octets are left, a packet's header has 16")]
    [InlineData("cut in a packet", Pcap, 60, "octet 32: the packet is said to have 94 octets, 20 are left")]
    [InlineData("cut in a block", Pcapng, 100, "octet 64: a block is said to have 124 octets, 40 are left")]
    [InlineData("cut between", Pcapng, 6, "octet 0: 6 octets are left, a block has at least 12")]
    public void Read_CutFile_SaysWhereAndWhy(string why, string file, int length, string expected)
    {
        _ = CaptureFile.Read(Hex.Bytes(file).AsMemory(0, length), out string problem);
        Assert.True(problem.StartsWith(expected, StringComparison.Ordinal), $"{why}: {problem}");
    }

    [Fact]
    public void Read_MutatedFiles_NeverThrows()
    {
        Seeded random = Seeded.Create();
        foreach (string seed in (string[])[Pcap, NanosecondPcap, Pcapng])
        {
            for (int i = 0; i < 10_000; i++)
            {
                byte[] file = Hex.Bytes(seed);
                file = file[..random.Next(file.Length + 1)];
                for (int flips = random.Next(4); flips >= 0 && file.Length > 4; flips--)
                {
                    file[4 + random.Next(file.Length - 4)] = (byte)random.Next(256);
                }

                Exception? thrown = Record.Exception(() => Decode(file, out _));
                Assert.True(thrown is null, $"{random}: {Hex.Text(file)} {thrown}");
            }
        }
    }

    private static string Decode(byte[] file, out string problem, int port = 123)
    {
        using StringWriter output = new() { NewLine = "\n" };
        problem = new PacketDecoder(output, new SessionKeys(), Now).DecodeCapture(file, new HashSet<int> { port });
        return output.ToString();
    }
}
