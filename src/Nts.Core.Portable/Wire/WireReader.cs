using System;
using System.Buffers.Binary;

namespace Nts.Wire;

/// <summary>Reads big-endian fields from a complete buffer; each <c>TryRead</c> either advances or changes nothing.</summary>
public ref struct WireReader
{
    private readonly ReadOnlySpan<byte> _buffer;

    /// <summary>A reader at the start of a buffer.</summary>
    public WireReader(ReadOnlySpan<byte> buffer) => _buffer = buffer;

    /// <summary>Bytes consumed so far.</summary>
    public int Position { get; private set; }

    /// <summary>Bytes left.</summary>
    public readonly int Remaining => _buffer.Length - Position;

    /// <summary>Reads 16 bits; false when fewer are left.</summary>
    public bool TryReadUInt16(out ushort value)
    {
        bool ok = TryReadBytes(2, out ReadOnlySpan<byte> bytes);
        value = ok ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : default;
        return ok;
    }

    /// <summary>Takes the next <paramref name="count"/> bytes as they stand; false when fewer are left or the count is negative.</summary>
    public bool TryReadBytes(int count, out ReadOnlySpan<byte> bytes)
    {
        if ((uint)count > (uint)Remaining)
        {
            bytes = default;
            return false;
        }

        bytes = _buffer.Slice(Position, count);
        Position += count;
        return true;
    }
}
