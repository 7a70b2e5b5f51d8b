namespace Nts.Ntp;

public sealed class RateLimitTests
{
    [Theory]
    [InlineData("interval -4 burst 64 leak 3 kod 4", "interval -4 burst 64 leak 3 kod 4")]
    [InlineData("interval 1 burst 16", "interval 1 burst 16 leak 3 kod 4")]
    [InlineData("kod 0", "interval -4 burst 64 leak 3 kod 0")]
    [InlineData("  leak 10   interval 12 ", "interval 12 burst 64 leak 10 kod 4")]
    [InlineData("interval -10 burst 255", "interval -10 burst 255 leak 3 kod 4")]
    public void TryParse_ChronysWords_AreTaken(string text, string expected)
    {
        Assert.True(RateLimit.TryParse(text, out RateLimit limit));
        Assert.Equal(expected, limit.ToString());
    }

    [Theory]
    [InlineData("nothing", "")]
    [InlineData("no number", "interval")]
    [InlineData("no word", "16")]
    [InlineData("unknown word", "interval 1 bursts 16")]
    [InlineData("twice", "burst 8 burst 16")]
    [InlineData("not a number", "burst many")]
    [InlineData("interval too small", "interval -11")]
    [InlineData("interval too large", "interval 13")]
    [InlineData("no burst at all", "burst 0")]
    [InlineData("burst too large", "burst 256")]
    [InlineData("no leak: an address could be shut out", "leak 0")]
    [InlineData("leak too large", "leak 11")]
    [InlineData("negative kod", "kod -1")]
    [InlineData("a fifth word", "interval 1 burst 16 leak 2 kod 1 kod 2")]
    public void TryParse_OtherWords_AreRefused(string why, string text) => Assert.False(RateLimit.TryParse(text, out _), why);
}
