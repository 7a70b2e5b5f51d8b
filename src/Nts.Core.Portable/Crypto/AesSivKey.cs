using System;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Nts.Crypto;

/// <summary>An expanded key of AEAD_AES_SIV_CMAC_256 (RFC 5297 §6.1) with the two operations of the algorithm; nothing here allocates.</summary>
/// <remarks>
/// A value of 384 bytes that can live on the stack or in an array: pass it by <c>in</c> or <c>ref</c>, because every copy is one more copy of a key.
/// The value <c>default</c> is not a key. Both operations take a time that depends on lengths only.
/// Where the CPU has AES instructions they are used; elsewhere, or with the AppContext switch <c>Nts.Crypto.PortableAes</c>, portable code
/// does the same.
/// </remarks>
public struct AesSivKey
{
    /// <summary>Bytes in a key.</summary>
    public const int KeySize = 32;

    /// <summary>Bytes by which a sealed text is longer than its plaintext: the synthetic initialisation vector, which stands first.</summary>
    public const int TagSize = 16;

    internal AesKeySchedule MacKey;
    internal AesKeySchedule CounterKey;

    /// <summary>CMAC's subkey K1.</summary>
    internal Vector128<byte> Subkey;

    /// <summary>Where S2V starts: CMAC of a block of zeroes.</summary>
    internal Vector128<byte> Start;

    /// <summary>Expands a key.</summary>
    /// <param name="key">32 bytes: CMAC's key, then counter mode's.</param>
    /// <param name="expanded">The expanded key; whoever holds it should <see cref="Clear"/> it after use.</param>
    /// <exception cref="ArgumentException">The key is not 32 bytes long.</exception>
    public static void Expand(ReadOnlySpan<byte> key, out AesSivKey expanded)
    {
        if (key.Length != KeySize)
        {
            throw new ArgumentException("an AES-SIV-CMAC-256 key has 32 bytes", nameof(key));
        }

        if (AesBackEnd.IsHardware)
        {
            AesSiv<HardwareAes>.Expand(key, out expanded);
        }
        else
        {
            AesSiv<BitslicedAes>.Expand(key, out expanded);
        }
    }

    /// <summary>Encrypts a plaintext and authenticates it with its context (RFC 5297 §2.6); the nonce is the last string of associated data (§3).</summary>
    /// <param name="associatedData">What is authenticated only; may be empty.</param>
    /// <param name="nonce">A nonce of any length; RFC 8915 §5.6 uses 16 bytes.</param>
    /// <param name="plaintext">What is encrypted; may be empty. It may be <c>sealedText[16..]</c> itself, but must not overlap otherwise.</param>
    /// <param name="sealedText">Receives the synthetic initialisation vector and the ciphertext: exactly 16 bytes more than the plaintext.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or the buffers overlap by halves.</exception>
    public readonly void Seal(ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plaintext, Span<byte> sealedText)
    {
        RequireFit(plaintext, sealedText);
        if (AesBackEnd.IsHardware)
        {
            AesSiv<HardwareAes>.Seal(this, new SivContext(associatedData, nonce), plaintext, sealedText);
        }
        else
        {
            AesSiv<BitslicedAes>.Seal(this, new SivContext(associatedData, nonce), plaintext, sealedText);
        }
    }

    /// <summary>Decrypts a sealed text and verifies it with its context (RFC 5297 §2.7).</summary>
    /// <param name="associatedData">The associated data it was sealed with; must not overlap <paramref name="plaintext"/>.</param>
    /// <param name="nonce">The nonce it was sealed with; must not overlap <paramref name="plaintext"/>.</param>
    /// <param name="sealedText">The synthetic initialisation vector and the ciphertext.</param>
    /// <param name="plaintext">Receives exactly 16 bytes less than the sealed text has, or zeroes if that is not authentic.
    /// It may be <c>sealedText[16..]</c> itself, but must not overlap it otherwise.</param>
    /// <returns>False if anything was altered, or if the sealed text is shorter than 16 bytes.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit, or the buffers overlap by halves.</exception>
    public readonly bool TryOpen(ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> sealedText, Span<byte> plaintext)
    {
        if (sealedText.Length < TagSize)
        {
            plaintext.Clear();
            return false;
        }

        RequireFit(plaintext, sealedText);
        return AesBackEnd.IsHardware
            ? AesSiv<HardwareAes>.TryOpen(this, new SivContext(associatedData, nonce), sealedText, plaintext)
            : AesSiv<BitslicedAes>.TryOpen(this, new SivContext(associatedData, nonce), sealedText, plaintext);
    }

    /// <summary>Wipes the key; it cannot be used any more.</summary>
    public void Clear() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(new Span<AesSivKey>(ref this)));

    private static void RequireFit(ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> sealedText)
    {
        if (sealedText.Length - TagSize != plaintext.Length)
        {
            throw new ArgumentException("a sealed text is 16 bytes longer than its plaintext", nameof(sealedText));
        }

        if (sealedText.Overlaps(plaintext, out int offset) && offset != TagSize)
        {
            throw new ArgumentException("a plaintext may overlap its sealed text only byte for byte", nameof(plaintext));
        }
    }
}
