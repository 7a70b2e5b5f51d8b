using System;
using System.Security.Cryptography;

namespace Nts.Crypto;

/// <summary>The operating system's cryptographic random source.</summary>
public sealed class SystemRandom : IRandomSource
{
    /// <summary>The one instance; it has no state.</summary>
    public static SystemRandom Instance { get; } = new();

    /// <inheritdoc/>
    public void Fill(Span<byte> destination) => RandomNumberGenerator.Fill(destination);
}
