using System;
using Nts.Crypto;

namespace Nts.Ntp;

/// <summary>Octets that count up from zero, as in tests/vectors/ntp/make-nts-aead15.py.</summary>
internal sealed class CountingRandom : IRandomSource
{
    private byte _next;

    public void Fill(Span<byte> destination)
    {
        foreach (ref byte b in destination)
        {
            b = unchecked(_next++);
        }
    }
}
