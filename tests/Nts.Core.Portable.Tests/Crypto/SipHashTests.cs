using System;

namespace Nts.Crypto;

public sealed class SipHashTests
{
    /// <summary>The reference implementation's vector for 16 octets; OpenSSL's SIPHASH gives the same.</summary>
    [Fact]
    public void Of_ReferenceVector_IsItsHash() =>
        Assert.Equal(0x3f2acc7f57c29bdbUL, new SipHash(new Counting()).Of(0x0706050403020100, 0x0f0e0d0c0b0a0908));

    private sealed class Counting : IRandomSource
    {
        public void Fill(Span<byte> destination)
        {
            for (int i = 0; i < destination.Length; i++)
            {
                destination[i] = (byte)i;
            }
        }
    }
}
