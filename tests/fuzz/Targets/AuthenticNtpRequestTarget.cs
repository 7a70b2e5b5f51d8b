using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using Nts.Crypto;
using Nts.Ntp;

namespace Nts.Fuzz.Targets;

/// <summary>A packet of a client with a true symmetric key: header and fields are the fuzzer's, and the code is computed after each change.</summary>
internal sealed class AuthenticNtpRequestTarget : IFuzzTarget
{
    private const int CodeLength = 4 + AesCmacKey.TagSize;

    public string Name => "ntp-request-mac";

    public int MaxLength => Laboratory.MaxPacketLength;

    public IEnumerable<byte[]> Seeds { get; } =
    [
        [0x23, .. new byte[47]],
        [0x1b, .. new byte[47]],
        [0x21, .. new byte[47]],
        [0x23, .. new byte[47], .. Laboratory.Field(0x0104, new byte[32])],
    ];

    public IReadOnlyList<byte[]> Dictionary => Laboratory.Dictionary;

    public void Run(ReadOnlySpan<byte> input)
    {
        byte[] request = new byte[input.Length + CodeLength];
        input.CopyTo(request);
        BinaryPrimitives.WriteUInt32BigEndian(request.AsSpan(input.Length), Laboratory.SymmetricKeyId);
        AesCmacKey.Expand(Laboratory.SymmetricKey, out AesCmacKey key);
        key.Tag(input, request.AsSpan(input.Length + 4));
        RespondResult result = Laboratory.Respond(request);

        // Behind fields the end of the last one may read as the beginning of a longer code.
        BrokenRuleException.Unless(input.Length != NtpHeader.Length || result.Reason != RespondReason.MacForged, "a true code is believed");
    }
}
