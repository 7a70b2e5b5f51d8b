using System;
using System.Collections.Generic;
using Nts.KeyEstablishment;
using Nts.Nts;
using Nts.TestKit;

namespace Nts.Fuzz.Targets;

/// <summary>What a key establishment server answers.</summary>
internal sealed class KeyEstablishmentResponseTarget : IFuzzTarget
{
    private static readonly string Cookie = "00050064" + new string('5', 200);

    public string Name => "ke-response";

    public int MaxLength => 4096;

    public IEnumerable<byte[]> Seeds { get; } =
    [
        Hex.Bytes("80010002 0000 80040002 000f " + Cookie + Cookie + " 80000000"),
        Hex.Bytes("80010002 0000 80040002 001e 04000000 0006000b 6e74702e6578616d706c65 00070002 1092 00050010 00112233445566778899aabbccddeeff 80000000"),
        Hex.Bytes("80010000 80000000"),
        Hex.Bytes("80010002 0000 80040000 80000000"),
        Hex.Bytes("80020002 0000 80000000"),
        Hex.Bytes("80030002 0000 80000000"),
    ];

    public IReadOnlyList<byte[]> Dictionary => KeyEstablishmentRequestTarget.Records;

    public void Run(ReadOnlySpan<byte> input)
    {
        ResponseReason reason = ResponseParser.Parse(input, out KeyEstablishmentResponse? response);
        BrokenRuleException.Unless((reason == ResponseReason.Accepted) == (response is not null), "what is accepted is told, and nothing else");
        if (response is not null)
        {
            BrokenRuleException.Unless(response.Cookies.Count is > 0 and <= NtsSession.MaxCookies, "there is a cookie to start with, and a bound");
            BrokenRuleException.Unless(response.Address.Port != 0, "the NTP server has a port");
        }
    }
}
