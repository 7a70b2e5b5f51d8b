using System;
using Nts.Wire;

namespace Nts.KeyEstablishment;

/// <summary>Walks the records of a buffer (RFC 8915 §4).</summary>
public ref struct KeRecordReader
{
    private WireReader _reader;

    /// <summary>A reader at the first record of a buffer.</summary>
    public KeRecordReader(ReadOnlySpan<byte> buffer) => _reader = new(buffer);

    /// <summary>Bytes of the records read so far.</summary>
    public int Position { get; private set; }

    /// <summary>Reads the next record; false, changing nothing, when less than a whole one is left.</summary>
    public bool TryRead(out KeRecord record)
    {
        WireReader ahead = _reader;
        if (!ahead.TryReadUInt16(out ushort type)
            || !ahead.TryReadUInt16(out ushort length)
            || !ahead.TryReadBytes(length, out ReadOnlySpan<byte> body))
        {
            record = default;
            return false;
        }

        _reader = ahead;
        Position = ahead.Position;
        record = new(type, body);
        return true;
    }
}
