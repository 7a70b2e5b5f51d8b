using System;
using System.Collections.Generic;
using Nts.Drivers.Linux;

namespace Nts.Drivers.Displays;

/// <summary>Writes that are kept until it is time for them.</summary>
public sealed class PreparedWrites : IRegisterBus
{
    private readonly List<byte> _bytes = [];
    private readonly List<int> _ends = [];

    /// <summary>How many there are.</summary>
    public int Count => _ends.Count;

    /// <summary>How many bytes they have, the first ones included.</summary>
    public int ByteCount => _bytes.Count;

    /// <inheritdoc/>
    public void Write(byte first, ReadOnlySpan<byte> rest)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rest.Length, IRegisterBus.LongestBlock);
        _bytes.Add(first);
        _bytes.AddRange(rest);
        _ends.Add(_bytes.Count);
    }

    /// <summary>Does them, in order.</summary>
    public void SendTo(IRegisterBus bus)
    {
        ReadOnlySpan<byte> bytes = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_bytes);
        int start = 0;
        foreach (int end in _ends)
        {
            bus.Write(bytes[start], bytes[(start + 1)..end]);
            start = end;
        }
    }

    /// <summary>Forgets them.</summary>
    public void Clear()
    {
        _bytes.Clear();
        _ends.Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => Clear();
}
