using System.Runtime.Intrinsics;

namespace Nts.Crypto;

/// <summary>The field GF(2^128) of POLYVAL (RFC 8452 §3), modulo x^128 + x^127 + x^126 + x^121 + 1; the first bit of a block is that of x^0.</summary>
/// <remarks>Every implementation takes the same time for all values. Reducing costs as much as multiplying, and once is enough for a sum.</remarks>
internal interface IPolyvalField
{
    /// <summary>Adds the carry-less product of two elements to a sum of such.</summary>
    static abstract void AddProduct(ref PolyvalProduct sum, Vector128<byte> a, Vector128<byte> b);

    /// <summary>The remainder of <c>sum · x^-128</c>, which makes the operation "dot" of a single product.</summary>
    /// <remarks>x^-128 is what a Montgomery reduction divides by, and why no bits need to be reversed.</remarks>
    static abstract Vector128<byte> Reduce(in PolyvalProduct sum);
}
