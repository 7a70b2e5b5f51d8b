using System;
using System.Collections.Generic;
using Nts.Crypto;
using Nts.TestKit;

namespace Nts.Nts;

public sealed class CookieTests
{
    private static readonly byte[] C2S = Hex.Bytes("c0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedf");
    private static readonly byte[] S2C = Hex.Bytes("505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f");
    private readonly KeyRing _ring = KeyRing.Create(2, Seeded.Fixed(7));
    private readonly byte[] _cookie = new byte[Cookie.LengthFor(AeadAlgorithm.AesSivCmac256)];
    private readonly byte[] _secrets = new byte[CookieSecrets.MaxLength];

    [Fact]
    public void Length_OfEveryCookie_Is100() => Assert.Equal(100, Cookie.LengthFor(AeadAlgorithm.AesSivCmac256));

    [Fact]
    public void TryOpen_SealedCookie_GivesAlgorithmAndKeys()
    {
        Seal();
        Assert.Equal(CookieStatus.Ok, Cookie.TryOpen(_ring.Snapshot, _cookie, _secrets, out CookieSecrets secrets));
        Assert.Equal(AeadAlgorithm.AesSivCmac256, secrets.Algorithm);
        Assert.Equal(Hex.Text(C2S), Hex.Text(secrets.C2S));
        Assert.Equal(Hex.Text(S2C), Hex.Text(secrets.S2C));
    }

    [Fact]
    public void TryOpen_AnyBitWrong_Refuses()
    {
        Seal();
        for (int bit = 0; bit < 8 * _cookie.Length; bit++)
        {
            _cookie[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Equal(bit < 32 ? CookieStatus.KeyUnknown : CookieStatus.Forged, Open());
            _cookie[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void TryOpen_IdOfAnotherKeyOfTheRing_Refuses()
    {
        Seal();
        byte[] old = [.. _cookie];
        _ring.Rotate(Seeded.Fixed(8));
        Seal();
        old.AsSpan(0, 4).CopyTo(_cookie);
        Assert.Equal(CookieStatus.Forged, Open());
    }

    [Fact]
    public void Seal_Twice_GivesDifferentCookies()
    {
        HashSet<string> seen = [];
        for (int i = 0; i < 1000; i++)
        {
            Cookie.Seal(_ring.Snapshot, AeadAlgorithm.AesSivCmac256, C2S, S2C, SystemRandom.Instance, _cookie);
            Assert.True(seen.Add(Hex.Text(_cookie)));
        }
    }

    [Fact]
    public void Seal_KeyOfWrongLength_IsABug() => Assert.Throws<ArgumentOutOfRangeException>(
        () => Cookie.Seal(_ring.Snapshot, AeadAlgorithm.AesSivCmac256, C2S.AsSpan(1), S2C, SystemRandom.Instance, _cookie));

    private void Seal() => Cookie.Seal(_ring.Snapshot, AeadAlgorithm.AesSivCmac256, C2S, S2C, Seeded.Fixed(9), _cookie);

    private CookieStatus Open() => Cookie.TryOpen(_ring.Snapshot, _cookie, _secrets, out _);
}
