using System;
using Nts.Wire;

namespace Nts.KeyEstablishment;

/// <summary>Appends records to a caller's buffer (RFC 8915 §4).</summary>
public ref struct KeRecordWriter
{
    private WireWriter _writer;

    /// <summary>A writer at the start of a buffer.</summary>
    public KeRecordWriter(Span<byte> buffer) => _writer = new(buffer);

    /// <summary>Bytes written so far.</summary>
    public readonly int Position => _writer.Position;

    /// <summary>Appends a record whose critical bit is set; false, and the buffer is of no use, without room.</summary>
    public bool TryWriteCritical(KeRecordType type, scoped ReadOnlySpan<byte> body) =>
        TryWrite((ushort)((ushort)type | KeRecord.CriticalBit), body);

    /// <summary>Appends a record that a receiver may ignore; false, and the buffer is of no use, without room.</summary>
    public bool TryWriteOptional(KeRecordType type, scoped ReadOnlySpan<byte> body) => TryWrite((ushort)type, body);

    /// <summary>Appends a critical record that holds one 16-bit number; false, and the buffer is of no use, without room.</summary>
    public bool TryWriteCritical(KeRecordType type, ushort value) => TryWriteCritical(type, [(byte)(value >> 8), (byte)(value & 0xff)]);

    private bool TryWrite(ushort typeField, scoped ReadOnlySpan<byte> body) =>
        body.Length <= ushort.MaxValue
        && _writer.TryWriteUInt16(typeField)
        && _writer.TryWriteUInt16((ushort)body.Length)
        && _writer.TryWriteBytes(body);
}
