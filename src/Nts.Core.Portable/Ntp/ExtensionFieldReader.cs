using System;
using System.Buffers.Binary;

namespace Nts.Ntp;

/// <summary>Walks over the extension fields of an NTPv4 packet, or over those that an NTS authenticator encrypts (RFC 7822 §3, RFC 8915 §5.6).</summary>
public ref struct ExtensionFieldReader
{
    private const int Alignment = 4;
    private const int MinimumInClear = 16;
    private const int MinimumEncrypted = 4;

    /// <summary>The longest authentication code; a last field must be longer to be told from one (RFC 7822 §3, §7.5.1.4).</summary>
    private const int LongestMac = 24;

    private readonly ReadOnlySpan<byte> _fields;
    private readonly bool _encrypted;

    private ExtensionFieldReader(ReadOnlySpan<byte> fields, bool encrypted)
    {
        _fields = fields;
        _encrypted = encrypted;
    }

    /// <summary>The field that <see cref="MoveNext"/> found.</summary>
    public ExtensionField Current { get; private set; }

    /// <summary>Octets that were walked over: where the next field is, or what is no field.</summary>
    public int Position { get; private set; }

    /// <summary>Why the walk stopped.</summary>
    public ExtensionFieldStatus Status { get; private set; }

    /// <summary>A walk over what follows the header of a packet.</summary>
    public static ExtensionFieldReader InClear(ReadOnlySpan<byte> fields) => new(fields, encrypted: false);

    /// <summary>A walk over the decrypted plaintext of an authenticator, where fields may be short and no authentication code follows.</summary>
    public static ExtensionFieldReader Decrypted(ReadOnlySpan<byte> fields) => new(fields, encrypted: true);

    /// <summary>Finds the next field; false at the end, and then <see cref="Status"/> says which end it is.</summary>
    public bool MoveNext()
    {
        ReadOnlySpan<byte> rest = _fields[Position..];
        if (rest.IsEmpty || Status != ExtensionFieldStatus.Complete)
        {
            return false;
        }

        if (rest.Length <= LongestMac && !_encrypted)
        {
            return Stop(ExtensionFieldStatus.Mac);
        }

        if (rest.Length < ExtensionField.HeaderLength)
        {
            return Stop(ExtensionFieldStatus.BeyondEnd);
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
        if (length % Alignment != 0)
        {
            return Stop(ExtensionFieldStatus.Misaligned);
        }

        if (length < (_encrypted ? MinimumEncrypted : MinimumInClear))
        {
            return Stop(ExtensionFieldStatus.TooShort);
        }

        if (length > rest.Length)
        {
            return Stop(ExtensionFieldStatus.BeyondEnd);
        }

        ExtensionFieldType type = (ExtensionFieldType)BinaryPrimitives.ReadUInt16BigEndian(rest);
        Current = new ExtensionField(type, Position, rest[ExtensionField.HeaderLength..length]);
        Position += length;
        return true;
    }

    private bool Stop(ExtensionFieldStatus status)
    {
        Status = status;
        return false;
    }
}
