using System;

namespace Nts.KeyEstablishment;

/// <summary>One record of a key establishment message, a view into the message (RFC 8915 §4, Figure 2).</summary>
/// <remarks>
/// <code>
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// |C|         Record Type         |          Body Length          |
/// .                           Record Body                         .
/// </code>
/// Unlike an NTP extension field, the length is that of the body alone and nothing is aligned.
/// </remarks>
public readonly ref struct KeRecord
{
    /// <summary>Bytes before the body.</summary>
    public const int HeaderLength = 4;

    internal const ushort CriticalBit = 0x8000;

    internal KeRecord(ushort typeField, ReadOnlySpan<byte> body)
    {
        Type = (KeRecordType)(typeField & ~CriticalBit);
        IsCritical = (typeField & CriticalBit) != 0;
        Body = body;
    }

    /// <summary>The type, without the critical bit; may be one that <see cref="KeRecordType"/> does not name.</summary>
    public KeRecordType Type { get; }

    /// <summary>Whether a receiver that does not know the type must give up.</summary>
    public bool IsCritical { get; }

    /// <summary>The body, 0 to 65,535 bytes.</summary>
    public ReadOnlySpan<byte> Body { get; }
}
