using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ArmAes = System.Runtime.Intrinsics.Arm.Aes;

namespace Nts.Crypto;

/// <summary>POLYVAL's field by the CPU's carry-less multiplication: PCLMULQDQ on x86, PMULL of the cryptography extension on Arm.</summary>
internal readonly struct HardwarePolyvalField : IPolyvalField
{
    /// <summary>Whether this CPU has a carry-less multiplication that the runtime may use.</summary>
    public static bool IsSupported => Pclmulqdq.IsSupported || ArmAes.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref PolyvalProduct sum, Vector128<byte> a, Vector128<byte> b)
    {
        Vector128<ulong> left = a.AsUInt64();
        Vector128<ulong> right = b.AsUInt64();
        Vector128<ulong> crossed = SwapWords(right);
        sum.Low ^= MultiplyLow(left, right);
        sum.Middle ^= MultiplyLow(left, crossed) ^ MultiplyHigh(left, crossed);
        sum.High ^= MultiplyHigh(left, right);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Reduce(in PolyvalProduct sum)
    {
        // Indices beyond the vector shift zeroes in.
        Vector128<ulong> low = sum.Low ^ Vector128.Shuffle(sum.Middle, Vector128.Create(2ul, 0));
        Vector128<ulong> high = sum.High ^ Vector128.Shuffle(sum.Middle, Vector128.Create(1ul, 2));
        return (high ^ DivideByWord(DivideByWord(low))).AsByte();
    }

    /// <summary>Adds the multiple of the modulus that makes the low word zero, and divides by x^64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> DivideByWord(Vector128<ulong> value) =>
        SwapWords(value) ^ MultiplyLow(value, Vector128.CreateScalar(0xC200_0000_0000_0000));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> SwapWords(Vector128<ulong> value) => Vector128.Shuffle(value, Vector128.Create(1ul, 0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> MultiplyLow(Vector128<ulong> a, Vector128<ulong> b) =>
        Pclmulqdq.IsSupported ? Pclmulqdq.CarrylessMultiply(a, b, 0x00) : ArmAes.PolynomialMultiplyWideningLower(a.GetLower(), b.GetLower());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> MultiplyHigh(Vector128<ulong> a, Vector128<ulong> b) =>
        Pclmulqdq.IsSupported ? Pclmulqdq.CarrylessMultiply(a, b, 0x11) : ArmAes.PolynomialMultiplyWideningUpper(a, b);
}
