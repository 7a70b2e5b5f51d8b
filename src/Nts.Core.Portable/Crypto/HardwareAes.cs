using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ArmAes = System.Runtime.Intrinsics.Arm.Aes;
using X86Aes = System.Runtime.Intrinsics.X86.Aes;

namespace Nts.Crypto;

/// <summary>AES by the CPU's own instructions: AES-NI on x86, the cryptography extension on Arm.</summary>
internal readonly struct HardwareAes : IAesCipher, AesKeySchedule.ISubWord
{
    /// <summary>Whether this CPU has AES instructions that the runtime may use.</summary>
    public static bool IsSupported => X86Aes.IsSupported || ArmAes.IsSupported;

    public static void Expand(ReadOnlySpan<byte> key, Span<Vector128<byte>> roundKeys) => AesKeySchedule.Expand<HardwareAes>(key, roundKeys);

    /// <summary>The last round of AES without a key: its ShiftRows changes nothing where all columns are equal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> SubWord(Vector128<byte> equalWords) =>
        X86Aes.IsSupported ? X86Aes.EncryptLast(equalWords, Vector128<byte>.Zero) : ArmAes.Encrypt(equalWords, Vector128<byte>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Encrypt(ReadOnlySpan<Vector128<byte>> roundKeys, Vector128<byte> block)
    {
        if (X86Aes.IsSupported)
        {
            block ^= roundKeys[0];
            foreach (Vector128<byte> key in roundKeys[1..^1])
            {
                block = X86Aes.Encrypt(block, key);
            }

            return X86Aes.EncryptLast(block, roundKeys[^1]);
        }

        foreach (Vector128<byte> key in roundKeys[..^2])
        {
            block = ArmAes.MixColumns(ArmAes.Encrypt(block, key));
        }

        return ArmAes.Encrypt(block, roundKeys[^2]) ^ roundKeys[^1];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Encrypt(
        ReadOnlySpan<Vector128<byte>> roundKeys,
        ref Vector128<byte> block0,
        ref Vector128<byte> block1,
        ref Vector128<byte> block2,
        ref Vector128<byte> block3)
    {
        Vector128<byte> b0 = block0, b1 = block1, b2 = block2, b3 = block3;
        Vector128<byte> last = roundKeys[^1];
        if (X86Aes.IsSupported)
        {
            Vector128<byte> first = roundKeys[0];
            (b0, b1, b2, b3) = (b0 ^ first, b1 ^ first, b2 ^ first, b3 ^ first);
            foreach (Vector128<byte> key in roundKeys[1..^1])
            {
                b0 = X86Aes.Encrypt(b0, key);
                b1 = X86Aes.Encrypt(b1, key);
                b2 = X86Aes.Encrypt(b2, key);
                b3 = X86Aes.Encrypt(b3, key);
            }

            block0 = X86Aes.EncryptLast(b0, last);
            block1 = X86Aes.EncryptLast(b1, last);
            block2 = X86Aes.EncryptLast(b2, last);
            block3 = X86Aes.EncryptLast(b3, last);
        }
        else
        {
            foreach (Vector128<byte> key in roundKeys[..^2])
            {
                b0 = ArmAes.MixColumns(ArmAes.Encrypt(b0, key));
                b1 = ArmAes.MixColumns(ArmAes.Encrypt(b1, key));
                b2 = ArmAes.MixColumns(ArmAes.Encrypt(b2, key));
                b3 = ArmAes.MixColumns(ArmAes.Encrypt(b3, key));
            }

            Vector128<byte> lastButOne = roundKeys[^2];
            block0 = ArmAes.Encrypt(b0, lastButOne) ^ last;
            block1 = ArmAes.Encrypt(b1, lastButOne) ^ last;
            block2 = ArmAes.Encrypt(b2, lastButOne) ^ last;
            block3 = ArmAes.Encrypt(b3, lastButOne) ^ last;
        }
    }
}
