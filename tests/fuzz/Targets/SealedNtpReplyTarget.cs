using System;
using System.Collections.Generic;
using Nts.Crypto;
using Nts.Ntp;
using Nts.Nts;
using Nts.TestKit;

namespace Nts.Fuzz.Targets;

/// <summary>A reply of a server with true keys that may be of any other make: fields in clear and encrypted ones are the fuzzer's.</summary>
/// <remarks>Input: algorithm, length of the nonce, octets of plaintext / 4; then the header; the plaintext; fields in clear.</remarks>
internal sealed class SealedNtpReplyTarget : IFuzzTarget
{
    private const int HeadLength = 3;
    private static readonly AeadAlgorithm[] Algorithms =
        [.. Array.FindAll([AeadAlgorithm.AesSivCmac256, AeadAlgorithm.AesSivCmac512, AeadAlgorithm.Aes128GcmSiv], AeadKey.IsSupported)];

    private static readonly byte[] Header = Hex.Bytes("240100e7000000070000008450505300ee5bb99c400000000001020304050607ee5bba0040000000ee5bba0040029f16");

    public string Name => "ntp-reply-sealed";

    public int MaxLength => Laboratory.MaxPacketLength;

    public IEnumerable<byte[]> Seeds { get; } =
    [
        [0, 16, 0, .. Header],
        [0, 16, 26, .. Header, .. Laboratory.Field((ushort)ExtensionFieldType.Cookie, new byte[100])],
        [1, 16, 42, .. Header, .. Laboratory.Field((ushort)ExtensionFieldType.Cookie, new byte[164])],
        [2, 12, 36, .. Header, .. Laboratory.Field((ushort)ExtensionFieldType.Cookie, new byte[68]), .. Laboratory.Field((ushort)ExtensionFieldType.Cookie, new byte[68])],
    ];

    public IReadOnlyList<byte[]> Dictionary { get; } = [.. Laboratory.Dictionary, Laboratory.Field((ushort)ExtensionFieldType.Cookie, new byte[100])];

    public void Run(ReadOnlySpan<byte> input)
    {
        if (input.Length < HeadLength + NtpHeader.Length)
        {
            return;
        }

        AeadAlgorithm algorithm = Algorithms[input[0] % Algorithms.Length];
        byte[] nonce = new byte[algorithm == AeadAlgorithm.Aes128GcmSiv ? AeadKey.NonceSize(algorithm) : Math.Max((int)input[1], 1)];
        NtsSession session = Laboratory.Session(algorithm, 100);
        BrokenRuleException.Unless(NtpExchange.TryCreateNts(session, Seeded.Fixed(2), out NtpExchange? exchange), "a session with cookies makes requests");

        ReadOnlySpan<byte> rest = input[(HeadLength + NtpHeader.Length)..];
        int plaintextLength = Math.Min(input[2] * 4, rest.Length);
        byte[] head =
        [
            .. input.Slice(HeadLength, NtpHeader.Length),
            .. Laboratory.Field((ushort)ExtensionFieldType.UniqueIdentifier, new byte[32]),
            .. rest[plaintextLength..],
        ];
        NtpReplyTarget.Answer(exchange!.Request.Span, head);
        byte[] body = Laboratory.SealedBody(algorithm, Laboratory.Key(algorithm, 2), nonce, head, rest[..plaintextLength]);
        byte[] reply = [.. head, .. Laboratory.Field((ushort)ExtensionFieldType.Authenticator, body)];
        _ = exchange.Accept(reply, Laboratory.ReceivedAt, Laboratory.ReceivedAt, out NtpSample sample);
        BrokenRuleException.Unless(session.CookieCount <= NtsSession.MaxCookies, "no more than eight cookies are kept");
        BrokenRuleException.Unless(
            exchange.Accept(reply, Laboratory.ReceivedAt, Laboratory.ReceivedAt, out _) is not ExchangeStatus.Accepted, "no reply is believed twice");
        BrokenRuleException.Unless(sample.NewCookies >= 0, "cookies are counted");
    }
}
