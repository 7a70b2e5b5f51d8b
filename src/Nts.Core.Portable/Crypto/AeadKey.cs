using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Nts.Crypto;

/// <summary>An expanded key of one of the algorithms that NTS negotiates, with the two operations of RFC 5116; nothing here allocates.</summary>
/// <remarks>
/// A value that can live on the stack or in an array: pass it by <c>in</c> or <c>ref</c>, because every copy is one more copy of a key.
/// The value <c>default</c> is not a key. Both operations take a time that depends on lengths only.
/// Where the CPU has AES instructions they are used; elsewhere, or with the AppContext switch <c>Nts.Crypto.PortableAes</c>, portable code
/// does the same.
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

    private Room _room;

    /// <summary>The algorithm that the key is for.</summary>
    public AeadAlgorithm Algorithm { get; private set; }

    /// <summary>Where in a sealed text the ciphertext begins: SIV puts its tag first (RFC 5297 §2.6), GCM-SIV last (RFC 8452 §4).</summary>
    public readonly int CiphertextOffset => Algorithm == AeadAlgorithm.Aes128GcmSiv ? 0 : TagSize;

    /// <summary>As much of the expanded key as the algorithm uses.</summary>
    [UnscopedRef]
    internal readonly ReadOnlySpan<Vector128<byte>> Blocks => ((ReadOnlySpan<Vector128<byte>>)_room)[..BlockCount(Algorithm)];

    /// <summary>Whether an algorithm is implemented.</summary>
    public static bool IsSupported(AeadAlgorithm algorithm) =>
        algorithm is AeadAlgorithm.AesSivCmac256 or AeadAlgorithm.AesSivCmac512 or AeadAlgorithm.Aes128GcmSiv;

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
        if (key.Length != KeySize(algorithm))
        {
            throw new ArgumentException("a key has as many bytes as its algorithm wants", nameof(key));
        }

        // What an algorithm has no use for stays as it was found.
        Unsafe.SkipInit(out expanded);
        expanded.Algorithm = algorithm;
        if (AesBackEnd.IsHardware)
        {
            Expand<HardwareAes>(key, ref expanded);
        }
        else
        {
            Expand<VectorPermuteAes>(key, ref expanded);
        }
    }

    /// <summary>Encrypts a plaintext and authenticates it with its context.</summary>
    /// <param name="associatedData">What is authenticated only; may be empty.</param>
    /// <param name="nonce">A nonce that <see cref="TakesNonce"/>.</param>
    /// <param name="plaintext">What is encrypted; may be empty. It may be the ciphertext's place in <paramref name="sealedText"/> itself, but must not overlap otherwise.</param>
    /// <param name="sealedText">Receives tag and ciphertext: exactly <see cref="TagSize"/> bytes more than the plaintext.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or the buffers overlap by halves.</exception>
    public readonly void Seal(ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plaintext, Span<byte> sealedText)
    {
        RequireSealable(nonce, plaintext, sealedText);
        if (AesBackEnd.IsHardware)
        {
            Seal<HardwareAes, HardwarePolyvalField>(associatedData, nonce, plaintext, sealedText);
        }
        else
        {
            Seal<VectorPermuteAes, PortablePolyvalField>(associatedData, nonce, plaintext, sealedText);
        }
    }

    /// <summary>Decrypts a sealed text and verifies it with its context.</summary>
    /// <param name="associatedData">The associated data it was sealed with; must not overlap <paramref name="plaintext"/>.</param>
    /// <param name="nonce">The nonce it was sealed with; must not overlap <paramref name="plaintext"/>.</param>
    /// <param name="sealedText">Tag and ciphertext.</param>
    /// <param name="plaintext">Receives exactly <see cref="TagSize"/> bytes less than the sealed text has, or zeroes if that is not authentic.</param>
    /// <returns>False if anything was altered, if the sealed text is shorter than a tag, or if no such nonce can be used.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit, or the buffers overlap by halves.</exception>
    public readonly bool TryOpen(ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> sealedText, Span<byte> plaintext)
    {
        if (!IsOpenable(nonce, sealedText))
        {
            plaintext.Clear();
            return false;
        }

        RequireFit(plaintext, sealedText);
        return AesBackEnd.IsHardware
            ? TryOpen<HardwareAes, HardwarePolyvalField>(associatedData, nonce, sealedText, plaintext)
            : TryOpen<VectorPermuteAes, PortablePolyvalField>(associatedData, nonce, sealedText, plaintext);
    }

    /// <summary>Seals four messages side by side: a chain of encryptions waits for its own last one, and meanwhile the others go on.</summary>
    /// <remarks>No message may be written over what another is read from.</remarks>
    /// <exception cref="ArgumentException">As <see cref="Seal"/>, of any of them.</exception>
    public static void SealFour(in AeadMessage message0, in AeadMessage message1, in AeadMessage message2, in AeadMessage message3)
    {
        if (!AreSivOfOneSize(message0, message1, message2, message3))
        {
            SealOne(message0);
            SealOne(message1);
            SealOne(message2);
            SealOne(message3);
            return;
        }

        RequireSealable(message0);
        RequireSealable(message1);
        RequireSealable(message2);
        RequireSealable(message3);
        if (AesBackEnd.IsHardware)
        {
            AesSiv<HardwareAes>.SealFour(message0, message1, message2, message3);
        }
        else
        {
            AesSiv<VectorPermuteAes>.SealFour(message0, message1, message2, message3);
        }

        static void SealOne(in AeadMessage message) =>
            message.Key.Seal(message.AssociatedData, message.Nonce, message.Plaintext, message.SealedText);

        static void RequireSealable(in AeadMessage message) =>
            message.Key.RequireSealable(message.Nonce, message.Plaintext, message.SealedText);
    }

    /// <summary>Opens four messages side by side.</summary>
    /// <remarks>No message may be written over what another is read from.</remarks>
    /// <returns>A bit for each message that is authentic, bit 0 for the first; the plaintext of the others is zeroes.</returns>
    /// <exception cref="ArgumentException">As <see cref="TryOpen"/>, of any of them.</exception>
    public static int OpenFour(in AeadMessage message0, in AeadMessage message1, in AeadMessage message2, in AeadMessage message3)
    {
        if (!AreSivOfOneSize(message0, message1, message2, message3)
            || !IsOpenable(message0) || !IsOpenable(message1) || !IsOpenable(message2) || !IsOpenable(message3))
        {
            return OpenOne(message0) | (OpenOne(message1) << 1) | (OpenOne(message2) << 2) | (OpenOne(message3) << 3);
        }

        message0.Key.RequireFit(message0.Plaintext, message0.SealedText);
        message1.Key.RequireFit(message1.Plaintext, message1.SealedText);
        message2.Key.RequireFit(message2.Plaintext, message2.SealedText);
        message3.Key.RequireFit(message3.Plaintext, message3.SealedText);
        return AesBackEnd.IsHardware
            ? AesSiv<HardwareAes>.OpenFour(message0, message1, message2, message3)
            : AesSiv<VectorPermuteAes>.OpenFour(message0, message1, message2, message3);

        static int OpenOne(in AeadMessage message) =>
            message.Key.TryOpen(message.AssociatedData, message.Nonce, message.SealedText, message.Plaintext) ? 1 : 0;

        static bool IsOpenable(in AeadMessage message) => message.Key.IsOpenable(message.Nonce, message.SealedText);
    }

    /// <summary>Wipes the key; it cannot be used any more.</summary>
    public void Clear() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(new Span<AeadKey>(ref this)));

    private static void Expand<TAes>(ReadOnlySpan<byte> key, ref AeadKey expanded)
        where TAes : struct, IAesCipher
    {
        Span<Vector128<byte>> blocks = ((Span<Vector128<byte>>)expanded._room)[..BlockCount(expanded.Algorithm)];
        if (expanded.Algorithm == AeadAlgorithm.Aes128GcmSiv)
        {
            TAes.Expand(key, blocks);
        }
        else
        {
            AesSiv<TAes>.Expand(key, blocks);
        }
    }

    /// <remarks>A wiped key, which a packet may still hold, counts as one of AEAD_AES_SIV_CMAC_256: it opens nothing, and does no harm.</remarks>
    private static int BlockCount(AeadAlgorithm algorithm) => algorithm switch
    {
        AeadAlgorithm.Aes128GcmSiv => AesKeySchedule.Length128,
        AeadAlgorithm.AesSivCmac512 => AesSivKey.Length256,
        _ => AesSivKey.Length128,
    };

    /// <summary>Whether four messages can go through the same steps; only with SIV is that much of a gain.</summary>
    private static bool AreSivOfOneSize(in AeadMessage message0, in AeadMessage message1, in AeadMessage message2, in AeadMessage message3)
    {
        AeadAlgorithm algorithm = message0.Key.Algorithm;
        return algorithm != AeadAlgorithm.Aes128GcmSiv
            && message1.Key.Algorithm == algorithm && message2.Key.Algorithm == algorithm && message3.Key.Algorithm == algorithm;
    }

    private readonly bool IsOpenable(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> sealedText) =>
        sealedText.Length >= TagSize && TakesNonce(Algorithm, nonce.Length);

    private readonly void RequireSealable(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> sealedText)
    {
        if (!TakesNonce(Algorithm, nonce.Length))
        {
            throw new ArgumentException("the algorithm takes no such nonce", nameof(nonce));
        }

        RequireFit(plaintext, sealedText);
    }

    private readonly void RequireFit(ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> sealedText)
    {
        if (sealedText.Length - TagSize != plaintext.Length)
        {
            throw new ArgumentException("a sealed text is 16 bytes longer than its plaintext", nameof(sealedText));
        }

        if (sealedText.Overlaps(plaintext, out int offset) && offset != CiphertextOffset)
        {
            throw new ArgumentException("a plaintext may overlap its sealed text only byte for byte", nameof(plaintext));
        }
    }

    private readonly void Seal<TAes, TField>(
        ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plaintext, Span<byte> sealedText)
        where TAes : struct, IAesCipher
        where TField : struct, IPolyvalField
    {
        if (Algorithm == AeadAlgorithm.Aes128GcmSiv)
        {
            AesGcmSiv<TAes, TField>.Seal(Blocks, associatedData, nonce, plaintext, sealedText);
        }
        else
        {
            AesSiv<TAes>.Seal(new AesSivKey(Blocks), associatedData, nonce, plaintext, sealedText);
        }
    }

    private readonly bool TryOpen<TAes, TField>(
        ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> sealedText, Span<byte> plaintext)
        where TAes : struct, IAesCipher
        where TField : struct, IPolyvalField
    {
        return Algorithm == AeadAlgorithm.Aes128GcmSiv
            ? AesGcmSiv<TAes, TField>.TryOpen(Blocks, associatedData, nonce, sealedText, plaintext)
            : AesSiv<TAes>.TryOpen(new AesSivKey(Blocks), associatedData, nonce, sealedText, plaintext);
    }

    /// <summary>Room for the longest expanded key; the algorithm says how much of it is used, and how.</summary>
    [InlineArray(AesSivKey.Length256)]
    private struct Room
    {
        private Vector128<byte> _block;
    }
}
