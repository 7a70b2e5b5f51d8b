using System;

namespace Nts.Wire;

/// <summary>Where in a datagram something stands: a span that can be kept. <c>default</c> is nothing.</summary>
internal readonly record struct Octets(int Start, int Length)
{
    public bool IsEmpty => Length == 0;

    /// <summary>Where a part of a datagram stands.</summary>
    public static Octets In(ReadOnlySpan<byte> datagram, ReadOnlySpan<byte> part) =>
        datagram.Overlaps(part, out int start) ? new(start, part.Length) : default;

    public Span<byte> Of(Span<byte> datagram) => datagram.Slice(Start, Length);

    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> datagram) => datagram.Slice(Start, Length);
}
