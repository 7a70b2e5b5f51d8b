using System;
using System.Runtime.Intrinsics;

namespace Nts.Crypto;

/// <summary>The tables of <see cref="VectorPermuteAes"/>, worked out from the definitions in FIPS 197 when the process starts.</summary>
/// <remarks>
/// <para>
/// AES counts in GF(2^8), whose multiplications are too large for a table of 16 entries. The 16 elements that satisfy v^16 = v are a field
/// GF(2^4) inside it, and with any element t outside, every byte is k + i t for one pair of them: a pair of nibbles.
/// t is chosen such that t^2 = a t + a with a in GF(2^4).
/// Then (k + i t)(k + a i + i t) = k^2 + a i k + a i^2, call it N, which is not zero and in GF(2^4), so the inverse is (k + a i + i t) / N.
/// </para>
/// <para>
/// With j = i + k, inverses of single nibbles lead there (M. Hamburg, "Accelerating AES with vector permute instructions", CHES 2009):
/// p = 1 / (1 / (1/i + a/k) + j) = (k + a i) / N and q = 1 / (1 / (1/j + a/k) + i) = (k + a i + a k) / N, as putting them over one denominator shows.
/// So k / N = (p + q) / a and i / N = (p + k / N) / a, and the inverse is p (1 + t/a + t/a^2) + q t/a^2: a linear function of p and one of q.
/// Whatever is linear and follows (S-box, doubling, change of basis) goes into the same two tables.
/// </para>
/// <para>
/// An inverse of zero is <see cref="Infinity"/>. It stays beyond the tables whatever finite is added, and a look-up there gives zero, as 1/∞ should.
/// ∞ + ∞ happens for the byte zero only, and gives 0, whose inverse is ∞ again: p = q = 0, and zero has the inverse zero that FIPS 197 wants.
/// </para>
/// </remarks>
internal static class VectorPermuteTables
{
    /// <summary>The constant of the S-box's affine map. It goes into the round keys: MixColumns maps four equal bytes to themselves.</summary>
    public const byte AffineConstant = 0x63;

    /// <summary>A look-up at this index, with any nibble added, gives zero on x64 (top bit) and on Arm64 (beyond 15).</summary>
    private const byte Infinity = 0x80;

    /// <summary>GF(2^4): the element of each nibble, with 1, g, g^2, g^3 as a basis.</summary>
    private static readonly byte[] Nibbles = FindNibbles();

    private static readonly byte T = FindT();

    private static readonly byte A = Divide(Multiply(T, T), (byte)(T ^ 1));

    /// <summary>1/v.</summary>
    public static readonly Vector128<byte> Inverse = Table(v => v == 0 ? Infinity : NibbleOf(Invert(Nibbles[v])));

    /// <summary>a/v.</summary>
    public static readonly Vector128<byte> Ratio = Table(v => v == 0 ? Infinity : NibbleOf(Divide(A, Nibbles[v])));

    /// <summary>A byte in our basis, of its low nibble.</summary>
    public static readonly Vector128<byte> EnterLow = Table(v => ToPair((byte)v));

    /// <summary>A byte in our basis, of its high nibble.</summary>
    public static readonly Vector128<byte> EnterHigh = Table(v => ToPair((byte)(v << 4)));

    /// <summary>The S-box less its constant, of 1/p.</summary>
    public static readonly Vector128<byte> SubstituteP = Table(v => ToPair(AffineOfP(v)));

    /// <summary>The S-box less its constant, of 1/q.</summary>
    public static readonly Vector128<byte> SubstituteQ = Table(v => ToPair(AffineOfQ(v)));

    /// <summary>Twice <see cref="SubstituteP"/>.</summary>
    public static readonly Vector128<byte> DoubleP = Table(v => ToPair(Multiply(2, AffineOfP(v))));

    /// <summary>Twice <see cref="SubstituteQ"/>.</summary>
    public static readonly Vector128<byte> DoubleQ = Table(v => ToPair(Multiply(2, AffineOfQ(v))));

    /// <summary><see cref="SubstituteP"/> in the usual basis, for the last round.</summary>
    public static readonly Vector128<byte> LeaveP = Table(AffineOfP);

    /// <summary><see cref="SubstituteQ"/> in the usual basis, for the last round.</summary>
    public static readonly Vector128<byte> LeaveQ = Table(AffineOfQ);

    /// <summary>ShiftRows (FIPS 197 §5.1.2).</summary>
    public static readonly Vector128<byte> Rows = ShiftRows(0);

    /// <summary>ShiftRows, then in each column the row below.</summary>
    public static readonly Vector128<byte> RowsBelow = ShiftRows(1);

    /// <summary>ShiftRows, then in each column the row two below.</summary>
    public static readonly Vector128<byte> RowsTwoBelow = ShiftRows(2);

    /// <summary>ShiftRows, then in each column the row above.</summary>
    public static readonly Vector128<byte> RowsAbove = ShiftRows(3);

    private static byte AffineOfP(int inverseOfP)
    {
        byte coefficient = (byte)(1 ^ Divide(T, A) ^ Divide(T, Multiply(A, A)));
        return Affine(Multiply(Invert(Nibbles[inverseOfP]), coefficient));
    }

    private static byte AffineOfQ(int inverseOfQ) => Affine(Multiply(Invert(Nibbles[inverseOfQ]), Divide(T, Multiply(A, A))));

    /// <summary>The linear part of the S-box (FIPS 197 §5.1.1): the sum of a byte and its rotations by one to four bits.</summary>
    private static byte Affine(byte b)
    {
        int doubled = b * 0x101;
        return unchecked((byte)(doubled ^ (doubled >> 4) ^ (doubled >> 5) ^ (doubled >> 6) ^ (doubled >> 7)));
    }

    /// <summary>The pair (k, i) of a byte k + i t; i is the high nibble.</summary>
    private static byte ToPair(byte b)
    {
        for (int pair = 0; ; pair++)
        {
            if ((Nibbles[pair & 15] ^ Multiply(Nibbles[pair >> 4], T)) == b)
            {
                return (byte)pair;
            }
        }
    }

    private static byte NibbleOf(byte element) => (byte)Array.IndexOf(Nibbles, element);

    /// <summary>A root g of g^4 = g + 1, and the sums of its powers.</summary>
    private static byte[] FindNibbles()
    {
        byte g = First(g => Power(g, 4) == (g ^ 1));
        byte[] nibbles = new byte[16];
        for (int v = 0; v < 16; v++)
        {
            for (int bit = 0; bit < 4; bit++)
            {
                nibbles[v] ^= Multiply((byte)((v >> bit) & 1), Power(g, bit));
            }
        }

        return nibbles;
    }

    private static byte FindT() =>
        First(t => !Nibbles.AsSpan().Contains(t) && Nibbles.AsSpan().Contains(Divide(Multiply(t, t), (byte)(t ^ 1))));

    private static byte First(Predicate<byte> isWanted)
    {
        byte b = 0;
        while (!isWanted(b))
        {
            b++;
        }

        return b;
    }

    private static Vector128<byte> Table(Func<int, byte> entry)
    {
        Span<byte> entries = stackalloc byte[16];
        for (int v = 0; v < 16; v++)
        {
            entries[v] = entry(v);
        }

        return Vector128.Create<byte>(entries);
    }

    /// <summary>Where each byte of a block comes from; byte 4 c + r is that of row r, column c.</summary>
    private static Vector128<byte> ShiftRows(int rowsBelow) => Table(place =>
    {
        int row = (place + rowsBelow) % 4;
        int column = ((place / 4) + row) % 4;
        return (byte)((4 * column) + row);
    });

    private static byte Divide(byte a, byte b) => Multiply(a, Invert(b));

    private static byte Invert(byte b) => Power(b, 254);

    private static byte Power(byte b, int exponent)
    {
        byte power = 1;
        for (int i = 0; i < exponent; i++)
        {
            power = Multiply(power, b);
        }

        return power;
    }

    /// <summary>FIPS 197 §4.2: modulo x^8 + x^4 + x^3 + x + 1.</summary>
    private static byte Multiply(byte a, byte b)
    {
        int product = 0;
        for (int bit = 7; bit >= 0; bit--)
        {
            product = (product << 1) ^ ((product >> 7) * 0x11B) ^ (((b >> bit) & 1) * a);
        }

        return (byte)product;
    }
}
