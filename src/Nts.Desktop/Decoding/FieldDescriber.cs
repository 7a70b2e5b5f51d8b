using System;
using System.Buffers.Binary;
using Nts.Crypto;
using Nts.Ntp;

namespace Nts.Desktop.Decoding;

/// <summary>Extension fields in words, those in the clear and those that an authenticator holds (RFC 7822 §3, RFC 8915 §5).</summary>
internal static class FieldDescriber
{
    private const int ShortestUniqueIdentifier = 32;
    private const int LengthsLength = 4;

    /// <summary>Describes all that follows the header of a packet.</summary>
    public static void Describe(ReadOnlySpan<byte> packet, bool isReply, SessionKeys keys, Outline outline)
    {
        ReadOnlySpan<byte> fields = packet[NtpHeader.Length..];
        ExtensionFieldReader reader = ExtensionFieldReader.InClear(fields);
        bool isAuthenticated = false;
        while (reader.MoveNext())
        {
            ExtensionField field = reader.Current;
            int offset = NtpHeader.Length + field.Offset;
            string where = isAuthenticated ? ", behind the authenticator: nobody vouches for it" : string.Empty;
            DescribeField(field, offset, where, outline);
            if (field.Type == ExtensionFieldType.Authenticator)
            {
                isAuthenticated = true;
                DescribeAuthenticator(packet[..offset], field.Body, offset + ExtensionField.HeaderLength, isReply, keys, outline.Below());
            }
        }

        int end = NtpHeader.Length + reader.Position;
        if (reader.Status == ExtensionFieldStatus.Mac)
        {
            NtpDescriber.DescribeMac(packet[end..], end, outline);
        }
        else
        {
            DescribeEnd(reader.Status, packet[end..], end, outline);
        }
    }

    private static void DescribeField(ExtensionField field, int offset, string where, Outline outline)
    {
        string name = field.Type switch
        {
            ExtensionFieldType.UniqueIdentifier => "unique identifier",
            ExtensionFieldType.Cookie => "NTS cookie",
            ExtensionFieldType.CookiePlaceholder => "NTS cookie placeholder",
            ExtensionFieldType.Authenticator => "NTS authenticator and encrypted fields",
            (ExtensionFieldType)0x2005 => "checksum complement (RFC 7821)",
            (ExtensionFieldType)0xF323 => "experimental: chrony's monotonic root",
            (ExtensionFieldType)0xF5FF => "experimental: NTPv5 draft identification",
            _ => "unknown field",
        };
        outline.Line($"{name} (0x{(int)field.Type:x4}), {field.Body.Length} octets at {offset}{where}");
        Outline below = outline.Below();
        switch (field.Type)
        {
            case ExtensionFieldType.Authenticator:
                break;
            case ExtensionFieldType.CookiePlaceholder when !field.Body.ContainsAnyExcept((byte)0):
                below.Line("all zero");
                break;
            case ExtensionFieldType.UniqueIdentifier when field.Body.Length < ShortestUniqueIdentifier:
                below.Problem(offset, $"a unique identifier has at least {ShortestUniqueIdentifier} octets (RFC 8915 §5.3)");
                goto default;
            default:
                below.Line(NtpDescriber.Hex(field.Body));
                break;
        }
    }

    private static void DescribeAuthenticator(
        ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> body, int offset, bool isReply, SessionKeys keys, Outline outline)
    {
        int nonceLength = BinaryPrimitives.ReadUInt16BigEndian(body);
        int sealedLength = BinaryPrimitives.ReadUInt16BigEndian(body[2..]);
        int sealedOffset = LengthsLength + Padded(nonceLength);
        int sealedEnd = sealedOffset + Padded(sealedLength);
        if (sealedOffset > body.Length)
        {
            outline.Problem(offset, $"the nonce is said to have {nonceLength} octets, {body.Length - LengthsLength} are left");
            return;
        }

        if (sealedEnd > body.Length)
        {
            outline.Problem(offset + 2, $"the ciphertext is said to have {sealedLength} octets, {body.Length - sealedOffset} are left");
            return;
        }

        ReadOnlySpan<byte> nonce = body.Slice(LengthsLength, nonceLength);
        ReadOnlySpan<byte> sealedText = body.Slice(sealedOffset, sealedLength);
        outline.Line("nonce", $"{nonceLength} octets, {NtpDescriber.Hex(nonce)}");
        outline.Line("tag and ciphertext", $"{sealedLength} octets, {NtpDescriber.Hex(sealedText)}");
        outline.Line("additional padding", $"{body.Length - sealedEnd} octets");
        if (sealedLength < AeadKey.TagSize)
        {
            outline.Problem(offset + 2, $"a tag alone has {AeadKey.TagSize} octets");
        }
        else if (keys.TryOpen(isReply, associatedData, nonce, sealedText, out AeadAlgorithm aead, out byte[] plaintext))
        {
            outline.Line($"authentic under the {(isReply ? "S2C" : "C2S")} key ({aead}), {plaintext.Length} octets encrypted");
            DescribeDecrypted(plaintext, outline);
        }
        else if (keys.HasAny(isReply))
        {
            outline.Line($"not authentic under the {(isReply ? "S2C" : "C2S")} key that was given");
        }
    }

    private static void DescribeDecrypted(ReadOnlySpan<byte> plaintext, Outline outline)
    {
        ExtensionFieldReader reader = ExtensionFieldReader.Decrypted(plaintext);
        while (reader.MoveNext())
        {
            DescribeField(reader.Current, reader.Current.Offset, " of the plaintext", outline.Below());
        }

        DescribeEnd(reader.Status, plaintext[reader.Position..], reader.Position, outline.Below());
    }

    private static void DescribeEnd(ExtensionFieldStatus status, ReadOnlySpan<byte> rest, int offset, Outline outline)
    {
        string field = rest.Length >= ExtensionField.HeaderLength
            ? $"field 0x{BinaryPrimitives.ReadUInt16BigEndian(rest):x4} with the length {BinaryPrimitives.ReadUInt16BigEndian(rest[2..])}"
            : $"what is left ({rest.Length} octets)";
        string? problem = status switch
        {
            ExtensionFieldStatus.Misaligned => $"{field}: not a multiple of four (RFC 7822 §3)",
            ExtensionFieldStatus.TooShort => $"{field}: shorter than allowed (RFC 7822 §3)",
            ExtensionFieldStatus.BeyondEnd => $"{field}: ends behind the packet, {rest.Length} octets are left",
            _ => null,
        };
        if (problem is not null)
        {
            outline.Problem(offset, problem);
        }
    }

    private static int Padded(int length) => (length + 3) & ~3;
}
