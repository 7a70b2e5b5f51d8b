using System;
using System.Buffers.Binary;

namespace Nts.Wire;

/// <summary>Writes big-endian fields to a caller's buffer; each <c>TryWrite</c> either advances or changes nothing.</summary>
public ref struct WireWriter
{
    private readonly Span<byte> _buffer;

    /// <summary>A writer at the start of a buffer.</summary>
    public WireWriter(Span<byte> buffer) => _buffer = buffer;

    /// <summary>Bytes written so far.</summary>
    public int Position { get; private set; }

    /// <summary>Bytes of room left.</summary>
    public readonly int Remaining => _buffer.Length - Position;

    /// <summary>Writes 16 bits; false without room.</summary>
    public bool TryWriteUInt16(ushort value) => TryTake(2, out Span<byte> room) && BinaryPrimitives.TryWriteUInt16BigEndian(room, value);

    /// <summary>Writes bytes as they stand; false without room.</summary>
    public bool TryWriteBytes(scoped ReadOnlySpan<byte> bytes) => TryTake(bytes.Length, out Span<byte> room) && bytes.TryCopyTo(room);

    /// <summary>Takes room to be filled later, zeroed so that nothing of the caller's buffer leaks; false without room.</summary>
    public bool TryReserve(int count, out Span<byte> room)
    {
        bool ok = TryTake(count, out room);
        room.Clear();
        return ok;
    }

    private bool TryTake(int count, out Span<byte> room)
    {
        if ((uint)count > (uint)Remaining)
        {
            room = default;
            return false;
        }

        room = _buffer.Slice(Position, count);
        Position += count;
        return true;
    }
}
