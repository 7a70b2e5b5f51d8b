using System;
using System.Buffers.Binary;

namespace Nts.KeyEstablishment;

/// <summary>The body of a negotiation record: 16-bit identifiers in order of preference (RFC 8915 §4.1.2, §4.1.5).</summary>
internal readonly ref struct IdentifierList(ReadOnlySpan<byte> body)
{
    private readonly ReadOnlySpan<byte> _body = body;

    public bool IsWellFormed => _body.Length % sizeof(ushort) == 0;

    public int Count => _body.Length / sizeof(ushort);

    public ushort this[int index] => BinaryPrimitives.ReadUInt16BigEndian(_body[(index * sizeof(ushort))..]);

    public bool Contains(ushort identifier)
    {
        for (int i = 0; i < Count; i++)
        {
            if (this[i] == identifier)
            {
                return true;
            }
        }

        return false;
    }
}
