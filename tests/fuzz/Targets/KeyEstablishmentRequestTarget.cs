using System;
using System.Collections.Generic;
using Nts.KeyEstablishment;
using Nts.TestKit;

namespace Nts.Fuzz.Targets;

/// <summary>What a client sends over TLS to the key establishment server.</summary>
internal sealed class KeyEstablishmentRequestTarget : IFuzzTarget
{
    private readonly byte[] _response = new byte[KeLimits.ResponseRoom];

    public string Name => "ke-request";

    public int MaxLength => KeLimits.MaxRequestLength + 100;

    public IEnumerable<byte[]> Seeds { get; } =
    [
        Hex.Bytes("80010002 0000 80040002 000f 80000000"),
        Hex.Bytes("80010004 0000 8001 00040006 001e 0011 000f 04000000 80000000"),
        Hex.Bytes("80010002 0000 80040002 001e 8006000b 6e74702e6578616d706c65 80070002 007b 80000000"),
        Hex.Bytes("80010002 0000 80040002 000f c0010000 80000000"),
        Hex.Bytes("80020002 0001 80000000"),
    ];

    public IReadOnlyList<byte[]> Dictionary => Records;

    /// <summary>Records and parts of them.</summary>
    internal static IReadOnlyList<byte[]> Records { get; } =
    [
        Hex.Bytes("80000000"), Hex.Bytes("800100020000"), Hex.Bytes("80040002000f"), Hex.Bytes("80040002001e"), Hex.Bytes("800400020011"),
        Hex.Bytes("04000000"), Hex.Bytes("84000000"), Hex.Bytes("80020002"), Hex.Bytes("80030002"), Hex.Bytes("0005"), Hex.Bytes("0006"), Hex.Bytes("00070002"),
        Hex.Bytes("4000"), Hex.Bytes("ffff"),
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        Negotiation negotiation = RequestNegotiator.Negotiate(input);
        if (!negotiation.IsAccepted)
        {
            BrokenRuleException.Unless(ResponseWriter.TryWriteRefusal(_response, negotiation, out int length) && length > 0, "every refusal has a response");
            BrokenRuleException.Unless(
                ResponseParser.Parse(_response.AsSpan(0, length), out KeyEstablishmentResponse? response) != ResponseReason.Accepted && response is null,
                "a refusal is understood as one");
        }
    }
}
