using Nts.Crypto;

namespace Nts.Bench;

/// <summary>A kind of request.</summary>
/// <param name="Aead">The algorithm of NTS; null for plain NTP.</param>
/// <param name="Cookies">How many cookies it asks for.</param>
public sealed record Kind(AeadAlgorithm? Aead, int Cookies)
{
    /// <inheritdoc/>
    public override string ToString() => Aead is null ? "plain" : $"AEAD {(int)Aead}, {Cookies}";
}
