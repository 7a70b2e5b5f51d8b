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

    public static void Expand(ReadOnlySpan<byte> key, out AesKeySchedule schedule) => AesKeySchedule.Expand<HardwareAes>(key, out schedule);

    /// <summary>The last round of AES without a key: its ShiftRows changes nothing where all columns are equal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> SubWord(Vector128<byte> equalWords) =>
        X86Aes.IsSupported ? X86Aes.EncryptLast(equalWords, Vector128<byte>.Zero) : ArmAes.Encrypt(equalWords, Vector128<byte>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Encrypt(in AesKeySchedule schedule, Vector128<byte> block)
    {
        ReadOnlySpan<Vector128<byte>> keys = schedule;
        if (X86Aes.IsSupported)
        {
            block ^= keys[0];
            for (int round = 1; round < AesKeySchedule.Rounds; round++)
            {
                block = X86Aes.Encrypt(block, keys[round]);
            }

            return X86Aes.EncryptLast(block, keys[AesKeySchedule.Rounds]);
        }

        for (int round = 0; round < AesKeySchedule.Rounds - 1; round++)
        {
            block = ArmAes.MixColumns(ArmAes.Encrypt(block, keys[round]));
        }

        return ArmAes.Encrypt(block, keys[AesKeySchedule.Rounds - 1]) ^ keys[AesKeySchedule.Rounds];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Encrypt(
        in AesKeySchedule schedule, ref Vector128<byte> block0, ref Vector128<byte> block1, ref Vector128<byte> block2, ref Vector128<byte> block3)
    {
        ReadOnlySpan<Vector128<byte>> keys = schedule;
        Vector128<byte> b0 = block0, b1 = block1, b2 = block2, b3 = block3;
        Vector128<byte> last = keys[AesKeySchedule.Rounds];
        if (X86Aes.IsSupported)
        {
            Vector128<byte> key = keys[0];
            (b0, b1, b2, b3) = (b0 ^ key, b1 ^ key, b2 ^ key, b3 ^ key);
            for (int round = 1; round < AesKeySchedule.Rounds; round++)
            {
                key = keys[round];
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
            Vector128<byte> key;
            for (int round = 0; round < AesKeySchedule.Rounds - 1; round++)
            {
                key = keys[round];
                b0 = ArmAes.MixColumns(ArmAes.Encrypt(b0, key));
                b1 = ArmAes.MixColumns(ArmAes.Encrypt(b1, key));
                b2 = ArmAes.MixColumns(ArmAes.Encrypt(b2, key));
                b3 = ArmAes.MixColumns(ArmAes.Encrypt(b3, key));
            }

            key = keys[AesKeySchedule.Rounds - 1];
            block0 = ArmAes.Encrypt(b0, key) ^ last;
            block1 = ArmAes.Encrypt(b1, key) ^ last;
            block2 = ArmAes.Encrypt(b2, key) ^ last;
            block3 = ArmAes.Encrypt(b3, key) ^ last;
        }
    }
}
