using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Nts.Crypto;
using Nts.Ntp;
using Nts.Nts;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Fuzz.Targets;

/// <summary>The server, the session and the packets that several targets share; the same in every run.</summary>
internal static class Laboratory
{
    /// <summary>When requests come.</summary>
    public static readonly PosixTime ReceivedAt = PosixTime.FromSeconds(1_790_000_000, 250_000_000);

    /// <summary>The symmetric key that the server has, for AES-CMAC.</summary>
    public const uint SymmetricKeyId = 7;

    /// <summary>Octets of the longest packet worth trying.</summary>
    public const int MaxPacketLength = 1500;

    private static readonly byte[] Reply = new byte[NtpResponder.MaxPacketLength];
    private static readonly ManualClock Clock = new() { Time = ReceivedAt };

    private static readonly ClockState State = new()
    {
        Leap = LeapIndicator.None,
        Stratum = Stratum.Primary,
        ReferenceId = ReferenceId.Pps,
        Precision = new Log2Seconds(-25),
        RootDelay = NtpDuration.Zero,
        RootDispersion = NtpDuration.FromMicroseconds(1),
        DispersionRate = FrequencyOffset.FromPpm(15),
        ReferenceTime = ReceivedAt,
    };

    /// <summary>The requests and replies of tests/vectors/ntp.</summary>
    public static IReadOnlyDictionary<string, byte[]> Vectors { get; } = LoadVectors();

    /// <summary>The ring that opens the vectors' cookies.</summary>
    public static KeyRing Ring { get; } = KeyRingText.TryParse(Vectors["ring"], 3, out KeyRing? ring, out _) == KeyRingTextStatus.Ok
        ? ring!
        : throw new InvalidDataException("The ring of the vectors cannot be read.");

    /// <summary>The key of <see cref="SymmetricKeyId"/>.</summary>
    public static byte[] SymmetricKey { get; } = new byte[AesCmacKey.KeySize];

    private static NtpResponder Responder { get; } = CreateResponder();

    /// <summary>Field types, header octets and lengths that occur in packets.</summary>
    public static IReadOnlyList<byte[]> Dictionary { get; } =
    [
        [0x01, 0x04, 0x00, 0x24], [0x02, 0x04, 0x00, 0x68], [0x03, 0x04, 0x00, 0x68], [0x04, 0x04, 0x00, 0x28], [0x00, 0x10, 0x00, 0x10],
        [0x01, 0x04, 0x00, 0x10], [0x03, 0x04, 0x00, 0x04], [0xf3, 0x23, 0x00, 0x1c], [0x01, 0x04], [0x02, 0x04], [0x03, 0x04], [0x04, 0x04],
        [0x00, 0x0c, 0x00, 0x10], [0x23], [0x1b], [0x13], [0x0b], [0x24], [0xe4], "NTSN"u8.ToArray(), "RATE"u8.ToArray(), "DENY"u8.ToArray(),
    ];

    /// <summary>Answers a request, and checks what must hold of every answer.</summary>
    public static RespondResult Respond(ReadOnlySpan<byte> request)
    {
        Reply.AsSpan().Fill(0xEE);
        RespondResult result = Responder.Respond(new NtpRequest { Datagram = request, ReceivedAt = ReceivedAt }, State, Clock, Reply);
        if (result.Action == RespondAction.Drop)
        {
            BrokenRuleException.Unless(result.Length == 0, "what is dropped has no reply");
            return result;
        }

        BrokenRuleException.Unless(result.Length is >= NtpHeader.Length && result.Length <= request.Length, "a reply is never longer than its request");
        NtpMode expected = (request[0] & 7) == (int)NtpMode.SymmetricActive ? NtpMode.SymmetricPassive : NtpMode.Server;
        BrokenRuleException.Unless((Reply[0] & 7) == (int)expected, "a reply is a server's, or a passive peer's");
        BrokenRuleException.Unless(Reply.AsSpan(24, 8).SequenceEqual(request.Slice(40, 8)), "a reply repeats the request's transmit timestamp");
        BrokenRuleException.Unless(Reply.AsSpan(result.Length).IndexOfAnyExcept((byte)0xEE) < 0, "nothing is written behind a reply");
        return result;
    }

    /// <summary>A session with eight cookies whose keys are known.</summary>
    public static NtsSession Session(AeadAlgorithm algorithm, int cookieLength)
    {
        NtsSession session = new(algorithm, Key(algorithm, 1), Key(algorithm, 2));
        for (byte i = 0; i < NtsSession.MaxCookies; i++)
        {
            byte[] cookie = new byte[cookieLength];
            cookie[0] = i;
            session.TryAddCookie(cookie);
        }

        return session;
    }

    /// <summary>A key that depends on nothing but its purpose.</summary>
    public static byte[] Key(AeadAlgorithm algorithm, byte purpose)
    {
        byte[] key = new byte[AeadKey.KeySize(algorithm)];
        Array.Fill(key, purpose);
        return key;
    }

    /// <summary>A field with its header, padded to four octets.</summary>
    public static byte[] Field(ushort type, ReadOnlySpan<byte> body)
    {
        byte[] field = new byte[(4 + body.Length + 3) & ~3];
        BinaryPrimitives.WriteUInt16BigEndian(field, type);
        BinaryPrimitives.WriteUInt16BigEndian(field.AsSpan(2), (ushort)field.Length);
        body.CopyTo(field.AsSpan(4));
        return field;
    }

    /// <summary>The body of an authenticator over what stands in front of it.</summary>
    public static byte[] SealedBody(AeadAlgorithm algorithm, byte[] key, byte[] nonce, ReadOnlySpan<byte> head, ReadOnlySpan<byte> plaintext)
    {
        byte[] sealedText = new byte[plaintext.Length + AeadKey.TagSize];
        AeadKey.Expand(algorithm, key, out AeadKey expanded);
        expanded.Seal(head, nonce, plaintext, sealedText);
        byte[] lengths = new byte[2 * sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(lengths, (ushort)nonce.Length);
        BinaryPrimitives.WriteUInt16BigEndian(lengths.AsSpan(2), (ushort)sealedText.Length);
        return [.. lengths, .. Padded(nonce), .. Padded(sealedText)];
    }

    private static NtpResponder CreateResponder()
    {
        SymmetricKeys keys = new();
        keys.Replace([new SymmetricKey(SymmetricKeyId, SymmetricKeyAlgorithm.Aes128Cmac, SymmetricKey)]);
        return new(Ring, Seeded.Fixed(1), new ServicePolicy { SymmetricKeys = keys }) { Interleaved = new InterleavedTimes() };
    }

    private static byte[] Padded(byte[] bytes) => [.. bytes, .. new byte[-bytes.Length & 3]];

    private static Dictionary<string, byte[]> LoadVectors()
    {
        using Stream stream = typeof(Laboratory).Assembly.GetManifestResourceStream("vectors/ntp/nts-aead15.txt")!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd()
            .Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' '))
            .ToDictionary(parts => parts[0], parts => Hex.Bytes(parts[1]));
    }
}
