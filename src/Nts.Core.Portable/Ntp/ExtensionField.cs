using System;
using System.Buffers.Binary;

namespace Nts.Ntp;

/// <summary>One extension field inside a buffer: type, total length, value and padding (RFC 7822 §3, figure 14).</summary>
public readonly ref struct ExtensionField
{
    /// <summary>Octets of the type and the length in front of the body.</summary>
    public const int HeaderLength = 4;

    internal ExtensionField(ExtensionFieldType type, int offset, ReadOnlySpan<byte> body)
    {
        Type = type;
        Offset = offset;
        Body = body;
    }

    /// <summary>The field type; any 16-bit value.</summary>
    public ExtensionFieldType Type { get; }

    /// <summary>Where the field's header starts, counted from the start of the first field.</summary>
    public int Offset { get; }

    /// <summary>Value and padding.</summary>
    public ReadOnlySpan<byte> Body { get; }

    /// <summary>Writes type and length of a field whose body has <paramref name="bodyLength"/> octets, a multiple of four.</summary>
    /// <returns>The body's room, not cleared.</returns>
    internal static Span<byte> WriteHeader(Span<byte> destination, ExtensionFieldType type, int bodyLength)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)type);
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)(HeaderLength + bodyLength));
        return destination.Slice(HeaderLength, bodyLength);
    }

    /// <summary>Writes a whole field.</summary>
    /// <returns>The octets written.</returns>
    internal static int Write(Span<byte> destination, ExtensionFieldType type, ReadOnlySpan<byte> body)
    {
        body.CopyTo(WriteHeader(destination, type, body.Length));
        return HeaderLength + body.Length;
    }
}
