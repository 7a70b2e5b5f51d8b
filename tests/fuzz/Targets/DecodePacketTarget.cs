using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Nts.Desktop.Decoding;
using Nts.TestKit;

namespace Nts.Fuzz.Targets;

/// <summary>What a person gives to <c>nts decode</c> as hexadecimal: an NTP packet, or after a first octet that is odd a message of key establishment.</summary>
internal sealed class DecodePacketTarget : IFuzzTarget
{
    public string Name => "decode-packet";

    public int MaxLength => Laboratory.MaxPacketLength;

    public IEnumerable<byte[]> Seeds { get; } =
    [
        .. Laboratory.Vectors.Where(vector => vector.Key.Contains('.', StringComparison.Ordinal)).Select(vector => (byte[])[0, .. vector.Value]),
        .. new KeyEstablishmentRequestTarget().Seeds.Concat(new KeyEstablishmentResponseTarget().Seeds).Select(message => (byte[])[1, .. message]),
    ];

    public IReadOnlyList<byte[]> Dictionary { get; } = [.. Laboratory.Dictionary, .. KeyEstablishmentRequestTarget.Records];

    public void Run(ReadOnlySpan<byte> input)
    {
        if (input.IsEmpty)
        {
            return;
        }

        SessionKeys keys = new();
        keys.TryAdd(Crypto.AeadAlgorithm.AesSivCmac256, isS2C: false, Laboratory.Vectors["c2s"]);
        keys.TryAdd(Crypto.AeadAlgorithm.AesSivCmac256, isS2C: true, Laboratory.Vectors["s2c"]);
        StringWriter tree = new();
        PacketDecoder decoder = new(tree, keys, Laboratory.ReceivedAt);
        bool isText = HexDump.TryRead(Hex.Text(input[1..]), out IReadOnlyList<byte[]> packets, out _);
        BrokenRuleException.Unless(input.Length == 1 || (isText && packets.Count == 1 && input[1..].SequenceEqual(packets[0])), "hexadecimal is read as it is written");
        decoder.DecodePackets(packets, (input[0] & 1) != 0);
        string text = tree.ToString();
        BrokenRuleException.Unless(packets.Count == 0 || text.Length > 0, "every packet is described");
        BrokenRuleException.Unless(!text.AsSpan().ContainsAnyInRange('\0', '\t'), "nothing of the packet reaches the terminal as a control character");

        // The same octets as the text itself: somebody pasted something else.
        _ = HexDump.TryRead(Encoding.UTF8.GetString(input), out _, out _);
    }
}
