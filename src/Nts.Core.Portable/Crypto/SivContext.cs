using System;

namespace Nts.Crypto;

/// <summary>One to three strings of associated data for S2V, of which a nonce is the last (RFC 5297 §2.4, §3).</summary>
internal readonly ref struct SivContext
{
    public readonly ReadOnlySpan<byte> First;
    public readonly ReadOnlySpan<byte> Second;
    public readonly ReadOnlySpan<byte> Third;

    /// <summary>How many strings there are; an empty string counts.</summary>
    public readonly int Count;

    public SivContext(ReadOnlySpan<byte> only)
    {
        First = only;
        Count = 1;
    }

    public SivContext(ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> nonce)
    {
        First = associatedData;
        Second = nonce;
        Count = 2;
    }

    public SivContext(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> nonce)
    {
        First = first;
        Second = second;
        Third = nonce;
        Count = 3;
    }
}
