using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Nts.Crypto;

/// <summary>An expanded key of AES-CMAC (RFC 4493), the MAC of NTP's symmetric keys (RFC 8573); nothing here allocates.</summary>
/// <remarks>
/// A value that can live on the stack or in an array: pass it by <c>in</c> or <c>ref</c>, because every copy is one more copy of a key.
/// The value <c>default</c> is not a key. The time depends on the length of the message only.
/// </remarks>
public struct AesCmacKey
{
    /// <summary>Bytes of a key.</summary>
    public const int KeySize = 16;

    /// <summary>Bytes of a tag.</summary>
    public const int TagSize = 16;

    private RoundKeys _roundKeys;
    private Vector128<byte> _subkey;

    /// <summary>Expands a key.</summary>
    /// <param name="key">16 bytes.</param>
    /// <param name="expanded">The expanded key; whoever holds it should <see cref="Clear"/> it after use.</param>
    /// <exception cref="ArgumentException">The key is not 16 bytes long.</exception>
    public static void Expand(ReadOnlySpan<byte> key, out AesCmacKey expanded)
    {
        if (key.Length != KeySize)
        {
            throw new ArgumentException("an AES-CMAC key has 16 bytes", nameof(key));
        }

        if (AesBackEnd.IsHardware)
        {
            Expand<HardwareAes>(key, out expanded);
        }
        else
        {
            Expand<VectorPermuteAes>(key, out expanded);
        }
    }

    /// <summary>Authenticates a message.</summary>
    /// <param name="message">The message; may be empty.</param>
    /// <param name="tag">Receives 16 bytes. Compare it with another only by <see cref="CryptographicOperations.FixedTimeEquals"/>.</param>
    /// <exception cref="ArgumentException">There is no room for 16 bytes.</exception>
    public readonly void Tag(ReadOnlySpan<byte> message, Span<byte> tag)
    {
        Vector128<byte> computed = AesBackEnd.IsHardware
            ? AesCmac<HardwareAes>.Tag(_roundKeys, _subkey, message)
            : AesCmac<VectorPermuteAes>.Tag(_roundKeys, _subkey, message);
        computed.CopyTo(tag);
    }

    /// <summary>Wipes the key; it cannot be used any more.</summary>
    public void Clear() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(new Span<AesCmacKey>(ref this)));

    private static void Expand<TAes>(ReadOnlySpan<byte> key, out AesCmacKey expanded)
        where TAes : struct, IAesCipher
    {
        Unsafe.SkipInit(out expanded);
        TAes.Expand(key, expanded._roundKeys);
        expanded._subkey = AesCmac<TAes>.Subkey(expanded._roundKeys);
    }

    [InlineArray(AesKeySchedule.Length128)]
    private struct RoundKeys
    {
        private Vector128<byte> _roundKey;
    }
}
