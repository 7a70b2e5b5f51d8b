using System;
using System.Collections.Generic;
using Nts.Crypto;
using Nts.Ntp;
using Nts.Nts;
using Nts.TestKit;

namespace Nts.Fuzz.Targets;

/// <summary>A request that a client with true keys made: the fields in clear and the encrypted ones are the fuzzer's, and are sealed after each change.</summary>
/// <remarks>Input: algorithm, length of the nonce, octets of plaintext / 4; then the plaintext; then fields in clear.</remarks>
internal sealed class SealedNtpRequestTarget : IFuzzTarget
{
    private const int HeadLength = 3;
    private static readonly AeadAlgorithm[] Algorithms =
        [.. Array.FindAll([AeadAlgorithm.AesSivCmac256, AeadAlgorithm.AesSivCmac512, AeadAlgorithm.Aes128GcmSiv], AeadKey.IsSupported)];

    private static readonly byte[] Header = [.. Hex.Bytes("23000000"), .. new byte[36], .. Hex.Bytes("0123456789abcdef")];
    private static readonly byte[] UniqueIdentifier = Laboratory.Field((ushort)ExtensionFieldType.UniqueIdentifier, new byte[32]);

    public string Name => "ntp-request-sealed";

    public int MaxLength => 1024;

    public IEnumerable<byte[]> Seeds { get; } =
    [
        [0, 16, 0], [1, 16, 0], [2, 12, 0], [2, 16, 0], [0, 1, 0],
        [0, 16, 1, .. Hex.Bytes("03040004")],
        [0, 16, 0, .. Laboratory.Field((ushort)ExtensionFieldType.CookiePlaceholder, new byte[100])],
        [1, 16, 0, .. Laboratory.Field((ushort)ExtensionFieldType.CookiePlaceholder, new byte[164])],
        [2, 12, 0, .. Laboratory.Field((ushort)ExtensionFieldType.CookiePlaceholder, new byte[68])],
    ];

    public IReadOnlyList<byte[]> Dictionary { get; } =
    [
        .. Laboratory.Dictionary,
        Laboratory.Field((ushort)ExtensionFieldType.CookiePlaceholder, new byte[100]),
        Laboratory.Field((ushort)ExtensionFieldType.CookiePlaceholder, new byte[68]),
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        if (input.Length < HeadLength)
        {
            return;
        }

        AeadAlgorithm algorithm = Algorithms[input[0] % Algorithms.Length];
        byte[] nonce = new byte[algorithm == AeadAlgorithm.Aes128GcmSiv ? AeadKey.NonceSize(algorithm) : Math.Max((int)input[1], 1)];
        int plaintextLength = Math.Min(input[2] * 4, input.Length - HeadLength);
        ReadOnlySpan<byte> plaintext = input.Slice(HeadLength, plaintextLength);
        ReadOnlySpan<byte> clear = input[(HeadLength + plaintextLength)..];
        byte[] cookie = new byte[Cookie.LengthFor(algorithm)];
        Cookie.Seal(Laboratory.Ring.Snapshot, algorithm, Laboratory.Key(algorithm, 1), Laboratory.Key(algorithm, 2), Seeded.Fixed(1), cookie);

        byte[] head = [.. Header, .. UniqueIdentifier, .. Laboratory.Field((ushort)ExtensionFieldType.Cookie, cookie), .. clear];
        byte[] body = Laboratory.SealedBody(algorithm, Laboratory.Key(algorithm, 1), nonce, head, plaintext);
        byte[] request = [.. head, .. Laboratory.Field((ushort)ExtensionFieldType.Authenticator, body)];
        RespondResult result = Laboratory.Respond(request);
        BrokenRuleException.Unless(result.Reason != RespondReason.CookieForged, "a true cookie opens");
        BrokenRuleException.Unless(result.Reason != RespondReason.Nts || result.Length == request.Length, "an authenticated reply is as long as its request");
    }
}
