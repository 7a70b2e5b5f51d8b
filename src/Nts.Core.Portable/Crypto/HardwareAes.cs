using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ArmAes = System.Runtime.Intrinsics.Arm.Aes;
using X86Aes = System.Runtime.Intrinsics.X86.Aes;

namespace Nts.Crypto;

/// <summary>AES by the CPU's own instructions: AES-NI on x86, the cryptography extension on Arm.</summary>
/// <remarks>
/// A round takes some four times as long as the CPU needs to start the next one, so blocks that do not wait for each other go side by side.
/// The two instruction sets cut a round in different places: that of x86 ends with the addition of a key, that of Arm begins with one.
/// </remarks>
internal readonly struct HardwareAes : IAesCipher, AesKeySchedule.ISubWord
{
    /// <summary>Whether this CPU has AES instructions that the runtime may use.</summary>
    public static bool IsSupported => X86Aes.IsSupported || ArmAes.IsSupported;

    public static void Expand(ReadOnlySpan<byte> key, Span<Vector128<byte>> roundKeys) => AesKeySchedule.Expand<HardwareAes>(key, roundKeys);

    /// <summary>The last round of AES: its ShiftRows changes nothing where all columns are equal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> SubWord(Vector128<byte> equalWords) =>
        X86Aes.IsSupported ? X86Aes.EncryptLast(equalWords, Vector128<byte>.Zero) : ArmAes.Encrypt(equalWords, Vector128<byte>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Encrypt(ReadOnlySpan<Vector128<byte>> roundKeys, Vector128<byte> block)
    {
        block = Begin(roundKeys, block);
        block = Round(roundKeys, 1, block);
        block = Round(roundKeys, 2, block);
        block = Round(roundKeys, 3, block);
        block = Round(roundKeys, 4, block);
        block = Round(roundKeys, 5, block);
        block = Round(roundKeys, 6, block);
        block = Round(roundKeys, 7, block);
        block = Round(roundKeys, 8, block);
        block = Round(roundKeys, 9, block);
        if (roundKeys.Length == AesKeySchedule.Length256)
        {
            block = Round(roundKeys, 10, block);
            block = Round(roundKeys, 11, block);
            block = Round(roundKeys, 12, block);
            block = Round(roundKeys, 13, block);
        }

        return End(roundKeys, block);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Encrypt(
        ReadOnlySpan<Vector128<byte>> roundKeys,
        ref Vector128<byte> block0,
        ref Vector128<byte> block1,
        ref Vector128<byte> block2,
        ref Vector128<byte> block3) =>
        Encrypt(roundKeys, roundKeys, roundKeys, roundKeys, ref block0, ref block1, ref block2, ref block3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Encrypt(
        ReadOnlySpan<Vector128<byte>> roundKeys0,
        ReadOnlySpan<Vector128<byte>> roundKeys1,
        ReadOnlySpan<Vector128<byte>> roundKeys2,
        ReadOnlySpan<Vector128<byte>> roundKeys3,
        ref Vector128<byte> block0,
        ref Vector128<byte> block1,
        ref Vector128<byte> block2,
        ref Vector128<byte> block3)
    {
        Vector128<byte> b0 = Begin(roundKeys0, block0), b1 = Begin(roundKeys1, block1), b2 = Begin(roundKeys2, block2), b3 = Begin(roundKeys3, block3);
        for (int round = 1; round < roundKeys0.Length - 1; round++)
        {
            b0 = Round(roundKeys0, round, b0);
            b1 = Round(roundKeys1, round, b1);
            b2 = Round(roundKeys2, round, b2);
            b3 = Round(roundKeys3, round, b3);
        }

        block0 = End(roundKeys0, b0);
        block1 = End(roundKeys1, b1);
        block2 = End(roundKeys2, b2);
        block3 = End(roundKeys3, b3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Begin(ReadOnlySpan<Vector128<byte>> roundKeys, Vector128<byte> block) =>
        X86Aes.IsSupported ? block ^ roundKeys[0] : block;

    /// <summary>One of the rounds, counted from 1, that are all alike.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Round(ReadOnlySpan<Vector128<byte>> roundKeys, int round, Vector128<byte> block) => X86Aes.IsSupported
        ? X86Aes.Encrypt(block, roundKeys[round])
        : ArmAes.MixColumns(ArmAes.Encrypt(block, roundKeys[round - 1]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> End(ReadOnlySpan<Vector128<byte>> roundKeys, Vector128<byte> block) => X86Aes.IsSupported
        ? X86Aes.EncryptLast(block, roundKeys[^1])
        : ArmAes.Encrypt(block, roundKeys[^2]) ^ roundKeys[^1];
}
