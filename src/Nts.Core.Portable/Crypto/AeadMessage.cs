using System;

namespace Nts.Crypto;

/// <summary>A message with its key, for the operations of <see cref="AeadKey"/> that work on four messages side by side.</summary>
/// <remarks>The rules for lengths, nonces and overlapping buffers are those of <see cref="AeadKey.Seal"/> and <see cref="AeadKey.TryOpen"/>.</remarks>
public readonly ref struct AeadMessage
{
    private readonly ref readonly AeadKey _key;

    /// <summary>A message to be sealed or opened.</summary>
    /// <param name="key">Its key, which must stay where it is.</param>
    /// <param name="associatedData">What is authenticated only.</param>
    /// <param name="nonce">The nonce.</param>
    /// <param name="plaintext">What is encrypted, or where it goes when the message is opened.</param>
    /// <param name="sealedText">Tag and ciphertext, or where they go when the message is sealed.</param>
    public AeadMessage(
        ref readonly AeadKey key, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> nonce, Span<byte> plaintext, Span<byte> sealedText)
    {
        _key = ref key;
        AssociatedData = associatedData;
        Nonce = nonce;
        Plaintext = plaintext;
        SealedText = sealedText;
    }

    internal ref readonly AeadKey Key => ref _key;

    internal ReadOnlySpan<byte> AssociatedData { get; }

    internal ReadOnlySpan<byte> Nonce { get; }

    internal Span<byte> Plaintext { get; }

    internal Span<byte> SealedText { get; }
}
