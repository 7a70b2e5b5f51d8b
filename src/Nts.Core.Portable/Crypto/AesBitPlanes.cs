using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nts.Crypto;

/// <summary>Four AES states as eight planes of bits.</summary>
/// <remarks>
/// Plane k holds bit k of all 64 bytes; the byte of row r, column c, block b stands at bit 16 r + 4 c + b.
/// The place of a byte is chosen so that a step between rows is a rotation by 16 bits and a step between columns one by 4 bits inside a row.
/// All operations are fixed sequences of logic on whole planes.
/// </remarks>
[InlineArray(8)]
internal struct AesBitPlanes
{
    private ulong _plane;

    /// <summary>Spreads four blocks over the planes.</summary>
    public static AesBitPlanes FromBlocks(Vector128<byte> block0, Vector128<byte> block1, Vector128<byte> block2, Vector128<byte> block3)
    {
        AesBitPlanes planes = default;
        planes.Load(0, block0);
        planes.Load(1, block1);
        planes.Load(2, block2);
        planes.Load(3, block3);
        planes.Transpose();
        return planes;
    }

    /// <summary>Gathers the four blocks again; the planes are scratch afterwards.</summary>
    public void ToBlocks(out Vector128<byte> block0, out Vector128<byte> block1, out Vector128<byte> block2, out Vector128<byte> block3)
    {
        Transpose();
        block0 = Store(0);
        block1 = Store(1);
        block2 = Store(2);
        block3 = Store(3);
    }

    /// <summary>Turns eight words of bytes into eight planes of bits, and back: the number of a word changes places with that of a bit.</summary>
    public void Transpose()
    {
        for (int i = 0; i < 8; i += 2)
        {
            Exchange(ref this[i], ref this[i + 1], 1, 0x5555_5555_5555_5555);
        }

        for (int i = 0; i < 8; i += 4)
        {
            Exchange(ref this[i], ref this[i + 2], 2, 0x3333_3333_3333_3333);
            Exchange(ref this[i + 1], ref this[i + 3], 2, 0x3333_3333_3333_3333);
        }

        for (int i = 0; i < 4; i++)
        {
            Exchange(ref this[i], ref this[i + 4], 4, 0x0F0F_0F0F_0F0F_0F0F);
        }
    }

    /// <summary>ShiftRows (FIPS 197 §5.1.2): row r moves left by r columns, that is by 4 r bits within its 16.</summary>
    public void ShiftRows()
    {
        for (int i = 0; i < 8; i++)
        {
            ulong x = this[i];
            this[i] = (x & 0x0000_0000_0000_FFFF)
                | ((x & 0x0000_0000_FFF0_0000) >> 4) | ((x & 0x0000_0000_000F_0000) << 12)
                | ((x & 0x0000_FF00_0000_0000) >> 8) | ((x & 0x0000_00FF_0000_0000) << 8)
                | ((x & 0xF000_0000_0000_0000) >> 12) | ((x & 0x0FFF_0000_0000_0000) << 4);
        }
    }

    /// <summary>MixColumns (FIPS 197 §5.1.3): 2a + 3b + c + d = 2(a + b) + b + (c + d), where b, c, d are the next rows.</summary>
    public void MixColumns()
    {
        ulong carry = this[7] ^ BitOperations.RotateRight(this[7], 16);
        ulong doubled = carry;   // plane k-1 of a + b; what falls out of plane 7 comes back as x^4 + x^3 + x + 1
        for (int i = 0; i < 8; i++)
        {
            ulong next = BitOperations.RotateRight(this[i], 16);
            ulong sum = this[i] ^ next;
            this[i] = next ^ BitOperations.RotateRight(sum, 32) ^ doubled;
            if (i is 1 or 3 or 4)
            {
                this[i] ^= carry;
            }

            doubled = sum;
        }
    }

    /// <summary>SubBytes (FIPS 197 §5.1.1) on all 64 bytes.</summary>
    /// <remarks>
    /// The 115-gate circuit of Boyar and Peralta, "A new combinational logic minimization technique with applications to cryptology" (2009),
    /// in the paper's names; its bit 0 is the most significant.
    /// </remarks>
    public void SubBytes()
    {
        ulong x0 = this[7], x1 = this[6], x2 = this[5], x3 = this[4], x4 = this[3], x5 = this[2], x6 = this[1], x7 = this[0];

        // Linear layer into the tower field.
        ulong y14 = x3 ^ x5;
        ulong y13 = x0 ^ x6;
        ulong y9 = x0 ^ x3;
        ulong y8 = x0 ^ x5;
        ulong t0 = x1 ^ x2;
        ulong y1 = t0 ^ x7;
        ulong y4 = y1 ^ x3;
        ulong y12 = y13 ^ y14;
        ulong y2 = y1 ^ x0;
        ulong y5 = y1 ^ x6;
        ulong y3 = y5 ^ y8;
        ulong t1 = x4 ^ y12;
        ulong y15 = t1 ^ x5;
        ulong y20 = t1 ^ x1;
        ulong y6 = y15 ^ x7;
        ulong y10 = y15 ^ t0;
        ulong y11 = y20 ^ y9;
        ulong y7 = x7 ^ y11;
        ulong y17 = y10 ^ y11;
        ulong y19 = y10 ^ y8;
        ulong y16 = t0 ^ y11;
        ulong y21 = y13 ^ y16;
        ulong y18 = x0 ^ y16;

        // Inversion.
        ulong t2 = y12 & y15;
        ulong t3 = y3 & y6;
        ulong t4 = t3 ^ t2;
        ulong t5 = y4 & x7;
        ulong t6 = t5 ^ t2;
        ulong t7 = y13 & y16;
        ulong t8 = y5 & y1;
        ulong t9 = t8 ^ t7;
        ulong t10 = y2 & y7;
        ulong t11 = t10 ^ t7;
        ulong t12 = y9 & y11;
        ulong t13 = y14 & y17;
        ulong t14 = t13 ^ t12;
        ulong t15 = y8 & y10;
        ulong t16 = t15 ^ t12;
        ulong t17 = t4 ^ t14;
        ulong t18 = t6 ^ t16;
        ulong t19 = t9 ^ t14;
        ulong t20 = t11 ^ t16;
        ulong t21 = t17 ^ y20;
        ulong t22 = t18 ^ y19;
        ulong t23 = t19 ^ y21;
        ulong t24 = t20 ^ y18;
        ulong t25 = t21 ^ t22;
        ulong t26 = t21 & t23;
        ulong t27 = t24 ^ t26;
        ulong t28 = t25 & t27;
        ulong t29 = t28 ^ t22;
        ulong t30 = t23 ^ t24;
        ulong t31 = t22 ^ t26;
        ulong t32 = t31 & t30;
        ulong t33 = t32 ^ t24;
        ulong t34 = t23 ^ t33;
        ulong t35 = t27 ^ t33;
        ulong t36 = t24 & t35;
        ulong t37 = t36 ^ t34;
        ulong t38 = t27 ^ t36;
        ulong t39 = t29 & t38;
        ulong t40 = t25 ^ t39;
        ulong t41 = t40 ^ t37;
        ulong t42 = t29 ^ t33;
        ulong t43 = t29 ^ t40;
        ulong t44 = t33 ^ t37;
        ulong t45 = t42 ^ t41;
        ulong z0 = t44 & y15;
        ulong z1 = t37 & y6;
        ulong z2 = t33 & x7;
        ulong z3 = t43 & y16;
        ulong z4 = t40 & y1;
        ulong z5 = t29 & y7;
        ulong z6 = t42 & y11;
        ulong z7 = t45 & y17;
        ulong z8 = t41 & y10;
        ulong z9 = t44 & y12;
        ulong z10 = t37 & y3;
        ulong z11 = t33 & y4;
        ulong z12 = t43 & y13;
        ulong z13 = t40 & y5;
        ulong z14 = t29 & y2;
        ulong z15 = t42 & y9;
        ulong z16 = t45 & y14;
        ulong z17 = t41 & y8;

        // Linear layer back, with the affine map; the four complements are its constant 0x63.
        ulong t46 = z15 ^ z16;
        ulong t47 = z10 ^ z11;
        ulong t48 = z5 ^ z13;
        ulong t49 = z9 ^ z10;
        ulong t50 = z2 ^ z12;
        ulong t51 = z2 ^ z5;
        ulong t52 = z7 ^ z8;
        ulong t53 = z0 ^ z3;
        ulong t54 = z6 ^ z7;
        ulong t55 = z16 ^ z17;
        ulong t56 = z12 ^ t48;
        ulong t57 = t50 ^ t53;
        ulong t58 = z4 ^ t46;
        ulong t59 = z3 ^ t54;
        ulong t60 = t46 ^ t57;
        ulong t61 = z14 ^ t57;
        ulong t62 = t52 ^ t58;
        ulong t63 = t49 ^ t58;
        ulong t64 = z4 ^ t59;
        ulong t65 = t61 ^ t62;
        ulong t66 = z1 ^ t63;
        ulong t67 = t64 ^ t65;
        ulong s3 = t53 ^ t66;

        this[7] = t59 ^ t63;
        this[6] = ~(t64 ^ s3);
        this[5] = ~(t55 ^ t67);
        this[4] = s3;
        this[3] = t51 ^ t66;
        this[2] = t47 ^ t65;
        this[1] = ~(t56 ^ t62);
        this[0] = ~(t48 ^ t60);
    }

    /// <summary>Exchanges the bits of <paramref name="a"/> above the mask with those of <paramref name="b"/> under it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Exchange(ref ulong a, ref ulong b, int distance, ulong mask)
    {
        ulong difference = ((a >> distance) ^ b) & mask;
        b ^= difference;
        a ^= difference << distance;
    }

    /// <summary>Before the transposition, word 4 (c mod 2) + b holds at byte 2 r + c / 2 the byte of row r, column c, block b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Load(int block, Vector128<byte> bytes)
    {
        Vector128<ulong> words = Vector128.Shuffle(bytes, Vector128.Create((byte)0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15)).AsUInt64();
        this[block] = words.GetElement(0);
        this[block + 4] = words.GetElement(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly Vector128<byte> Store(int block) => Vector128.Shuffle(
        Vector128.Create(this[block], this[block + 4]).AsByte(), Vector128.Create((byte)0, 2, 4, 6, 8, 10, 12, 14, 1, 3, 5, 7, 9, 11, 13, 15));
}
