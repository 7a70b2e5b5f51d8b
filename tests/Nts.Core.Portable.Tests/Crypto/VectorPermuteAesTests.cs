using System.Numerics;
using System.Runtime.Intrinsics;

namespace Nts.Crypto;

public sealed class VectorPermuteAesTests
{
    /// <summary>The powers of 3 are all bytes but zero, and 3^(255 - n) is the inverse of 3^n: nothing here is shared with the code under test.</summary>
    [Fact]
    public void SubWord_EveryByte_IsTheSBox()
    {
        byte[] powers = new byte[256];
        powers[0] = 1;
        for (int n = 1; n < 256; n++)
        {
            powers[n] = unchecked((byte)(powers[n - 1] ^ (powers[n - 1] << 1) ^ (powers[n - 1] >= 0x80 ? 0x1B : 0)));
        }

        for (int n = 0; n < 255; n++)
        {
            Assert.Equal(AffineMap(powers[255 - n]), Substitute(powers[n]));
        }

        Assert.Equal(AffineMap(0), Substitute(0));
    }

    private static byte Substitute(byte b)
    {
        Vector128<byte> all = VectorPermuteAes.SubWord(Vector128.Create(b));
        Assert.Equal(Vector128.Create(all.ToScalar()), all);
        return all.ToScalar();
    }

    /// <summary>FIPS 197 §5.1.1: bit i is the sum of bits i, i + 4 to i + 7 (modulo 8) and bit i of 0x63.</summary>
    private static byte AffineMap(byte b)
    {
        int mapped = 0x63;
        for (int bit = 0; bit < 8; bit++)
        {
            mapped ^= (BitOperations.PopCount(b * 0x0101u & (0xF1u << bit)) & 1) << bit;
        }

        return (byte)mapped;
    }
}
