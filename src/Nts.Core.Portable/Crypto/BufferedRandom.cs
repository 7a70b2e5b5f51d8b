using System;
using System.Security.Cryptography;

namespace Nts.Crypto;

/// <summary>Draws from another random source in large pieces: a call of the operating system costs the same for 16 bytes as for hundreds. For one thread.</summary>
/// <remarks>What was handed out is wiped here, so that nobody who reads this memory later learns a nonce or a key of before.</remarks>
public sealed class BufferedRandom : IRandomSource
{
    private readonly IRandomSource _source;
    private readonly byte[] _bytes = new byte[2048];
    private int _used;

    /// <summary>An empty buffer.</summary>
    /// <param name="source">Where the bytes come from.</param>
    public BufferedRandom(IRandomSource source)
    {
        _source = source;
        _used = _bytes.Length;
    }

    /// <inheritdoc/>
    public void Fill(Span<byte> destination)
    {
        if (destination.Length > _bytes.Length)
        {
            _source.Fill(destination);
            return;
        }

        if (destination.Length > _bytes.Length - _used)
        {
            _source.Fill(_bytes);
            _used = 0;
        }

        Span<byte> taken = _bytes.AsSpan(_used, destination.Length);
        taken.CopyTo(destination);
        CryptographicOperations.ZeroMemory(taken);
        _used += taken.Length;
    }
}
