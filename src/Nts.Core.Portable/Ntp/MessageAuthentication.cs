using System;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Nts.Ntp;

/// <summary>The message authentication code behind a packet: key identifier and tag (RFC 5905 §7.3, RFC 8573 §2).</summary>
/// <remarks>In NTPv4 a tag is cut to 20 octets, so that it can be told from an extension field (RFC 7822 §3); older versions carry it whole.</remarks>
internal static class MessageAuthentication
{
    /// <summary>Octets of the shortest code: the identifier and a tag of 16.</summary>
    public const int MinLength = IdLength + 16;

    /// <summary>Octets of the longest code before NTPv4.</summary>
    public const int MaxLength = IdLength + SymmetricKey.MaxTagLength;

    private const int IdLength = 4;
    private const int MaxTagOfVersion4 = 20;

    /// <summary>Checks a request's code, in a time that does not depend on how much of the tag is right.</summary>
    /// <returns><see cref="RespondReason.Mac"/> with the key, or why the request is to be dropped.</returns>
    public static RespondReason Check(SymmetricKeys keys, byte version, ReadOnlySpan<byte> packet, ReadOnlySpan<byte> code, out SymmetricKey? key)
    {
        key = keys.Find(BinaryPrimitives.ReadUInt32BigEndian(code));
        if (key is null)
        {
            return RespondReason.MacUnknownKey;
        }

        Span<byte> tag = stackalloc byte[SymmetricKey.MaxTagLength];
        key.Tag(packet, tag);
        return CryptographicOperations.FixedTimeEquals(tag[..SentLength(key, version)], code[IdLength..]) ? RespondReason.Mac : RespondReason.MacForged;
    }

    /// <summary>Puts a code behind a reply of <paramref name="length"/> octets.</summary>
    /// <returns>The length with the code.</returns>
    public static int Append(SymmetricKey key, byte version, Span<byte> reply, int length)
    {
        Span<byte> tag = stackalloc byte[SymmetricKey.MaxTagLength];
        key.Tag(reply[..length], tag);
        tag = tag[..SentLength(key, version)];
        BinaryPrimitives.WriteUInt32BigEndian(reply[length..], key.Id);
        tag.CopyTo(reply[(length + IdLength)..]);
        return length + IdLength + tag.Length;
    }

    private static int SentLength(SymmetricKey key, byte version) =>
        version < NtpHeader.CurrentVersion ? key.TagLength : Math.Min(key.TagLength, MaxTagOfVersion4);
}
