using System.Runtime.Intrinsics;

namespace Nts.Crypto;

/// <summary>A polynomial of 256 bits: Low + Middle · x^64 + High · x^128.</summary>
internal struct PolyvalProduct
{
    public Vector128<ulong> Low;
    public Vector128<ulong> Middle;
    public Vector128<ulong> High;
}
