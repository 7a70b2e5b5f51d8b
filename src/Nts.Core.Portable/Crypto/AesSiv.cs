using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nts.Crypto;

/// <summary>The SIV mode (RFC 5297) over one of the AES implementations; <see cref="AeadKey"/> chooses which.</summary>
internal static class AesSiv<TAes>
    where TAes : struct, IAesCipher
{
    /// <summary>Expands both halves of the key: the first is CMAC's, the second counter mode's (RFC 5297 §2.6).</summary>
    /// <param name="key">32 or 64 bytes.</param>
    /// <param name="blocks">Takes <see cref="AesSivKey.Length128"/> or <see cref="AesSivKey.Length256"/> blocks.</param>
    public static void Expand(ReadOnlySpan<byte> key, Span<Vector128<byte>> blocks)
    {
        int half = AesSivKey.RoundKeysOf(blocks.Length);
        TAes.Expand(key[..(key.Length / 2)], blocks[..half]);
        TAes.Expand(key[(key.Length / 2)..], blocks[half..^2]);
        blocks[^2] = AesCmac<TAes>.Subkey(blocks[..half]);
        blocks[^1] = TAes.Encrypt(blocks[..half], blocks[^2]);
    }

    /// <summary>Encrypts and authenticates (RFC 5297 §2.6).</summary>
    public static void Seal(AesSivKey key, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plaintext, Span<byte> sealedText)
    {
        AesSivMessage<TAes> message = new(key, associatedData, nonce, plaintext);
        Encrypt(key, message.ToVector(), plaintext, sealedText);
    }

    /// <summary>Decrypts and verifies (RFC 5297 §2.7); clears the plaintext if it is not authentic.</summary>
    public static bool TryOpen(AesSivKey key, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> sealedText, Span<byte> plaintext)
    {
        Decrypt(key, sealedText, plaintext);
        AesSivMessage<TAes> message = new(key, associatedData, nonce, plaintext);
        return IsAuthentic(message.ToVector(), sealedText, plaintext);
    }

    /// <summary>Encrypts and authenticates four messages side by side; their keys are of one length.</summary>
    public static void SealFour(in AeadMessage message0, in AeadMessage message1, in AeadMessage message2, in AeadMessage message3)
    {
        ToVectors(message0, message1, message2, message3, out Vector128<byte> iv0, out Vector128<byte> iv1, out Vector128<byte> iv2, out Vector128<byte> iv3);
        Encrypt(new AesSivKey(message0.Key.Blocks), iv0, message0.Plaintext, message0.SealedText);
        Encrypt(new AesSivKey(message1.Key.Blocks), iv1, message1.Plaintext, message1.SealedText);
        Encrypt(new AesSivKey(message2.Key.Blocks), iv2, message2.Plaintext, message2.SealedText);
        Encrypt(new AesSivKey(message3.Key.Blocks), iv3, message3.Plaintext, message3.SealedText);
    }

    /// <summary>Decrypts and verifies four messages side by side; their keys are of one length.</summary>
    /// <returns>A bit for each message that is authentic.</returns>
    public static int OpenFour(in AeadMessage message0, in AeadMessage message1, in AeadMessage message2, in AeadMessage message3)
    {
        Decrypt(new AesSivKey(message0.Key.Blocks), message0.SealedText, message0.Plaintext);
        Decrypt(new AesSivKey(message1.Key.Blocks), message1.SealedText, message1.Plaintext);
        Decrypt(new AesSivKey(message2.Key.Blocks), message2.SealedText, message2.Plaintext);
        Decrypt(new AesSivKey(message3.Key.Blocks), message3.SealedText, message3.Plaintext);
        ToVectors(message0, message1, message2, message3, out Vector128<byte> iv0, out Vector128<byte> iv1, out Vector128<byte> iv2, out Vector128<byte> iv3);
        return (IsAuthentic(iv0, message0.SealedText, message0.Plaintext) ? 1 : 0)
            | (IsAuthentic(iv1, message1.SealedText, message1.Plaintext) ? 2 : 0)
            | (IsAuthentic(iv2, message2.SealedText, message2.Plaintext) ? 4 : 0)
            | (IsAuthentic(iv3, message3.SealedText, message3.Plaintext) ? 8 : 0);
    }

    private static void ToVectors(
        in AeadMessage message0,
        in AeadMessage message1,
        in AeadMessage message2,
        in AeadMessage message3,
        out Vector128<byte> iv0,
        out Vector128<byte> iv1,
        out Vector128<byte> iv2,
        out Vector128<byte> iv3)
    {
        AesSivMessage<TAes> on0 = new(new AesSivKey(message0.Key.Blocks), message0.AssociatedData, message0.Nonce, message0.Plaintext);
        AesSivMessage<TAes> on1 = new(new AesSivKey(message1.Key.Blocks), message1.AssociatedData, message1.Nonce, message1.Plaintext);
        AesSivMessage<TAes> on2 = new(new AesSivKey(message2.Key.Blocks), message2.AssociatedData, message2.Nonce, message2.Plaintext);
        AesSivMessage<TAes> on3 = new(new AesSivKey(message3.Key.Blocks), message3.AssociatedData, message3.Nonce, message3.Plaintext);
        AesSivMessage<TAes>.ToVectors(ref on0, ref on1, ref on2, ref on3, out iv0, out iv1, out iv2, out iv3);
    }

    private static void Encrypt(AesSivKey key, Vector128<byte> iv, ReadOnlySpan<byte> plaintext, Span<byte> sealedText)
    {
        AesCounterMode<TAes, Counter>.Apply(key.CounterKey, iv, plaintext, sealedText[AesBlock.Size..]);
        iv.CopyTo(sealedText);
    }

    private static void Decrypt(AesSivKey key, ReadOnlySpan<byte> sealedText, Span<byte> plaintext) =>
        AesCounterMode<TAes, Counter>.Apply(key.CounterKey, Vector128.Create(sealedText), sealedText[AesBlock.Size..], plaintext);

    /// <summary>Whether a message has the vector that was computed; clears the plaintext if not.</summary>
    private static bool IsAuthentic(Vector128<byte> iv, ReadOnlySpan<byte> sealedText, Span<byte> plaintext)
    {
        bool authentic = AesBlock.AreEqual(iv, Vector128.Create(sealedText));
        if (!authentic)
        {
            plaintext.Clear();
        }

        return authentic;
    }

    /// <summary>The last word counts. The top bits of the last two words are cleared, so that it never carries (RFC 5297 §2.5).</summary>
    private readonly struct Counter : ICounter
    {
        public static Vector128<uint> One => Vector128.Create(0u, 0, 0, 1);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<uint> First(Vector128<byte> tag) =>
            Block((tag & Vector128.Create(0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FF7F, 0xFFFF_FF7F).AsByte()).AsUInt32()).AsUInt32();

        /// <summary>Its most significant byte comes first.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<byte> Block(Vector128<uint> counter) =>
            Vector128.Shuffle(counter.AsByte(), Vector128.Create((byte)0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 15, 14, 13, 12));
    }
}
