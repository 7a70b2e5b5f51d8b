using System;

namespace Nts.Crypto;

/// <summary>An expanded key of one of the algorithms that NTS negotiates, with the two operations of RFC 5116; nothing here allocates.</summary>
/// <remarks>
/// A value that can live on the stack or in an array: pass it by <c>in</c> or <c>ref</c>, because every copy is one more copy of a key.
/// The value <c>default</c> is not a key. Both operations take a time that depends on lengths only.
/// </remarks>
public struct AeadKey
{
    /// <summary>Bytes by which a sealed text is longer than its plaintext, with every algorithm.</summary>
    public const int TagSize = 16;

    /// <summary>Bytes of the longest key.</summary>
    public const int MaxKeySize = 64;

    /// <summary>Bytes of the longest nonce that is sent from here.</summary>
    public const int MaxNonceSize = 16;

    /// <summary>Bytes of the shortest nonce that is sent from here.</summary>
    public const int MinNonceSize = 12;

    private AesSivKey _siv;

    /// <summary>The algorithm that the key is for.</summary>
    public AeadAlgorithm Algorithm { get; private set; }

    /// <summary>Where in a sealed text the ciphertext begins: SIV puts its tag first (RFC 5297 §2.6), GCM-SIV last (RFC 8452 §4).</summary>
    public readonly int CiphertextOffset => Algorithm == AeadAlgorithm.Aes128GcmSiv ? 0 : TagSize;

    /// <summary>Whether an algorithm is implemented.</summary>
    public static bool IsSupported(AeadAlgorithm algorithm) => algorithm == AeadAlgorithm.AesSivCmac256;

    /// <summary>Bytes of a key.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The algorithm is not supported.</exception>
    public static int KeySize(AeadAlgorithm algorithm) => algorithm switch
    {
        AeadAlgorithm.AesSivCmac256 => 32,
        AeadAlgorithm.AesSivCmac512 => 64,
        AeadAlgorithm.Aes128GcmSiv => 16,
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "Not an algorithm of NTS."),
    };

    /// <summary>Bytes of the nonces that are sent from here: N_REQ of RFC 8915 §5.6, so that no additional padding is required.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The algorithm is not supported.</exception>
    public static int NonceSize(AeadAlgorithm algorithm) => algorithm switch
    {
        AeadAlgorithm.AesSivCmac256 or AeadAlgorithm.AesSivCmac512 => 16,
        AeadAlgorithm.Aes128GcmSiv => 12,
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "Not an algorithm of NTS."),
    };

    /// <summary>Whether a nonce of this many bytes can be used: SIV takes any but none at all, GCM-SIV takes 12 (RFC 8452 §4).</summary>
    public static bool TakesNonce(AeadAlgorithm algorithm, int length) =>
        algorithm == AeadAlgorithm.Aes128GcmSiv ? length == NonceSize(algorithm) : length > 0;

    /// <summary>Expands a key.</summary>
    /// <param name="algorithm">A supported algorithm.</param>
    /// <param name="key">As many bytes as <see cref="KeySize"/> says.</param>
    /// <param name="expanded">The expanded key; whoever holds it should <see cref="Clear"/> it after use.</param>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public static void Expand(AeadAlgorithm algorithm, ReadOnlySpan<byte> key, out AeadKey expanded)
    {
        if (!IsSupported(algorithm))
        {
            throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "Not an algorithm of NTS.");
        }

        expanded = default;
        expanded.Algorithm = algorithm;
        AesSivKey.Expand(key, out expanded._siv);
    }

    /// <summary>Encrypts a plaintext and authenticates it with its context.</summary>
    /// <param name="associatedData">What is authenticated only; may be empty.</param>
    /// <param name="nonce">A nonce that <see cref="TakesNonce"/>.</param>
    /// <param name="plaintext">What is encrypted; may be empty. It may be the ciphertext's place in <paramref name="sealedText"/> itself, but must not overlap otherwise.</param>
    /// <param name="sealedText">Receives tag and ciphertext: exactly <see cref="TagSize"/> bytes more than the plaintext.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or the buffers overlap by halves.</exception>
    public readonly void Seal(ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plaintext, Span<byte> sealedText) =>
        _siv.Seal(associatedData, nonce, plaintext, sealedText);

    /// <summary>Decrypts a sealed text and verifies it with its context.</summary>
    /// <param name="associatedData">The associated data it was sealed with; must not overlap <paramref name="plaintext"/>.</param>
    /// <param name="nonce">The nonce it was sealed with; must not overlap <paramref name="plaintext"/>.</param>
    /// <param name="sealedText">Tag and ciphertext.</param>
    /// <param name="plaintext">Receives exactly <see cref="TagSize"/> bytes less than the sealed text has, or zeroes if that is not authentic.</param>
    /// <returns>False if anything was altered, if the sealed text is shorter than a tag, or if no such nonce can be used.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit, or the buffers overlap by halves.</exception>
    public readonly bool TryOpen(ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> sealedText, Span<byte> plaintext) =>
        _siv.TryOpen(associatedData, nonce, sealedText, plaintext);

    /// <summary>Wipes the key; it cannot be used any more.</summary>
    public void Clear() => _siv.Clear();
}
