using System;
using System.Linq;
using Nts.Crypto;

namespace Nts.Nts;

public sealed class NtsSessionTests
{
    [Fact]
    public void TryTakeCookie_SeveralCookies_GivesTheOldestOnce()
    {
        using NtsSession session = Session();
        Assert.True(session.TryAddCookie(CookieOf(1)));
        Assert.True(session.TryAddCookie(CookieOf(2)));
        Assert.True(session.TryTakeCookie(out byte[]? first));
        Assert.True(session.TryTakeCookie(out byte[]? second));
        Assert.False(session.TryTakeCookie(out _));
        Assert.Equal((1, 2), (first[0], second[0]));
    }

    [Fact]
    public void TryAddCookie_Ninth_PushesTheOldestOut()
    {
        using NtsSession session = Session();
        for (byte i = 1; i <= 9; i++)
        {
            Assert.True(session.TryAddCookie(CookieOf(i)));
        }

        Assert.Equal(8, session.CookieCount);
        Assert.True(session.TryTakeCookie(out byte[]? oldest));
        Assert.Equal(2, oldest[0]);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(8, false)]
    [InlineData(12, true)]
    [InlineData(99, false)]
    [InlineData(100, true)]
    [InlineData(256, true)]
    [InlineData(260, false)]
    public void TryAddCookie_OfLength_TakesWhatARequestCanCarry(int length, bool taken)
    {
        using NtsSession session = Session();
        Assert.Equal(taken, session.TryAddCookie(new byte[length]));
        Assert.Equal(taken ? 1 : 0, session.CookieCount);
    }

    [Fact]
    public void Constructor_AlgorithmThatIsMissing_IsABug() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new NtsSession((AeadAlgorithm)16, new byte[48], new byte[48]));

    [Fact]
    public void TrySwitchToAlternativeKeys_NoneKept_SaysSo()
    {
        using NtsSession session = Session();

        Assert.False(session.TrySwitchToAlternativeKeys());
    }

    [Fact]
    public void TrySwitchToAlternativeKeys_Kept_UsesThemOnceAndKeepsTheCookies()
    {
        using NtsSession session = Session();
        session.TryAddCookie(CookieOf(1));
        byte[] before = Seal(session);
        session.KeepAlternativeKeys(Enumerable.Repeat((byte)1, 32).ToArray(), new byte[32]);
        Assert.Equal(before, Seal(session));

        Assert.True(session.TrySwitchToAlternativeKeys());

        Assert.NotEqual(before, Seal(session));
        Assert.Equal(1, session.CookieCount);
        Assert.False(session.TrySwitchToAlternativeKeys());
    }

    private static byte[] Seal(NtsSession session)
    {
        byte[] sealedText = new byte[16];
        session.SealRequest([], new byte[16], sealedText);
        return sealedText;
    }

    private static NtsSession Session() => new(AeadAlgorithm.AesSivCmac256, new byte[32], new byte[32]);

    private static byte[] CookieOf(byte mark)
    {
        byte[] cookie = new byte[Cookie.LengthFor(AeadAlgorithm.AesSivCmac256)];
        cookie[0] = mark;
        return cookie;
    }
}
