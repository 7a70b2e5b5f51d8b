using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using Nts.Desktop.Decoding;
using Nts.TestKit;

namespace Nts.Fuzz.Targets;

/// <summary>A capture file, pcap or pcapng, given to <c>nts decode</c>.</summary>
internal sealed class DecodeCaptureTarget : IFuzzTarget
{
    private static readonly byte[] Packet =
    [
        .. Hex.Bytes("45000000 00000000 40110000 7f000001 7f000001 d431007b 00000000"),
        .. Laboratory.Vectors["one-cookie.request"],
    ];

    private static readonly byte[] PcapngSection = Hex.Bytes("0a0d0d0a 1c000000 4d3c2b1a 01000000 ffffffffffffffff 1c000000");
    private static readonly byte[] PcapngInterface = Hex.Bytes("01000000 14000000 65000000 00000000 14000000");

    public string Name => "decode-capture";

    public int MaxLength => Laboratory.MaxPacketLength;

    public IEnumerable<byte[]> Seeds { get; } =
    [
        [.. Hex.Bytes("d4c3b2a1 02000400 0000000000000000 00000400 65000000 00000000 00000000"), .. Length(Packet), .. Length(Packet), .. Packet],
        [.. Hex.Bytes("a1b23c4d 00020004 0000000000000000 00040000 00000001")],
        [.. PcapngSection, .. PcapngInterface, .. Hex.Bytes("06000000"), .. BlockLength(32), .. new byte[12], .. Length(Packet), .. Length(Packet), .. Packet, .. BlockLength(32)],
        [.. PcapngSection, .. PcapngInterface, .. Hex.Bytes("03000000"), .. BlockLength(16), .. Length(Packet), .. Packet, .. BlockLength(16)],
    ];

    public IReadOnlyList<byte[]> Dictionary { get; } =
    [
        PcapngSection, PcapngInterface, Packet, Hex.Bytes("d4c3b2a1"), Hex.Bytes("a1b2c3d4"), Hex.Bytes("4d3cb2a1"), Hex.Bytes("1a2b3c4d"), Hex.Bytes("0800"), Hex.Bytes("86dd"), Hex.Bytes("8100"),
        Hex.Bytes("60000000"), Hex.Bytes("09000100 06000000"), Hex.Bytes("09000100 80000000"), Hex.Bytes("71000000"), Hex.Bytes("14010000"), Hex.Bytes("01000000"), Hex.Bytes("00000000"),
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        StringWriter tree = new();
        byte[] file = [.. input];
        if (CaptureFile.IsOne(file))
        {
            _ = new PacketDecoder(tree, new SessionKeys(), Laboratory.ReceivedAt).DecodeCapture(file, new HashSet<int> { 123 });
            BrokenRuleException.Unless(tree.ToString().Length > 0, "a capture is summed up");
        }
    }

    private static byte[] Length(byte[] packet) => Number(packet.Length);

    private static byte[] BlockLength(int overhead) => Number(overhead + Packet.Length);

    private static byte[] Number(int value)
    {
        byte[] number = new byte[sizeof(uint)];
        BinaryPrimitives.WriteInt32LittleEndian(number, value);
        return number;
    }
}
