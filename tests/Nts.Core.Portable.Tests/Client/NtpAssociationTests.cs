using Nts.TestKit;
using Nts.Time;

namespace Nts.Client;

public sealed class NtpAssociationTests
{
    private static readonly AssociationOptions Plain = new() { UsesNts = false };

    [Theory]
    [InlineData("nothing yet", "", AssociationState.NoKeys, AssociationTrouble.None, 0, 0)]
    [InlineData("keys", "keys", AssociationState.Starting, AssociationTrouble.None, 0, 8)]
    [InlineData("no keys", "nokeys", AssociationState.NoKeys, AssociationTrouble.KeyEstablishment, 0, 0)]
    [InlineData("an answer", "keys ok", AssociationState.Reachable, AssociationTrouble.None, 0b1, 8)]
    [InlineData("a lost answer", "keys ok lost skip:100 ok", AssociationState.Reachable, AssociationTrouble.None, 0b101, 8)]
    [InlineData("only the last matters", "keys ok ok lost lost lost", AssociationState.Reachable, AssociationTrouble.NoAnswer, 0b11000, 5)]
    [InlineData("refill after losses", "keys lost lost lost ok", AssociationState.Reachable, AssociationTrouble.None, 0b1, 8)]
    [InlineData("eight losses", "keys ok lost lost lost lost lost lost lost lost", AssociationState.NoKeys, AssociationTrouble.NoAnswer, 0, 0)]
    [InlineData("and no new keys", "keys lost lost lost lost lost lost lost lost nokeys lost", AssociationState.NoKeys, AssociationTrouble.KeyEstablishment, 0, 0)]
    [InlineData("unsynchronised", "keys ok unsync", AssociationState.Reachable, AssociationTrouble.Unsynchronized, 0b10, 8)]
    [InlineData("NAK, then the true reply", "keys nak+ok", AssociationState.Reachable, AssociationTrouble.None, 0b1, 8)]
    [InlineData("NAK alone keeps the cookies", "keys ok nak", AssociationState.Reachable, AssociationTrouble.Nak, 0b10, 7)]
    [InlineData("NAK for another request", "keys ok foreign", AssociationState.Reachable, AssociationTrouble.Refused, 0b10, 7)]
    [InlineData("unauthenticated DENY", "keys ok forged:DENY", AssociationState.Reachable, AssociationTrouble.Refused, 0b10, 7)]
    [InlineData("unauthenticated RSTR", "keys forged:RSTR ok", AssociationState.Reachable, AssociationTrouble.None, 0b1, 8)]
    [InlineData("authentic DENY", "keys ok DENY", AssociationState.Denied, AssociationTrouble.Denied, 0b10, 8)]
    [InlineData("authentic RSTR", "keys RSTR", AssociationState.Denied, AssociationTrouble.Denied, 0, 8)]
    [InlineData("authentic kiss that nobody knows", "keys ok XXXX ok", AssociationState.Reachable, AssociationTrouble.None, 0b101, 8)]
    public void Nts_Events_LeadToState(
        string why, string script, AssociationState state, AssociationTrouble trouble, byte reach, int cookies)
    {
        using AssociationScene scene = new();
        scene.Play(script);
        AssociationStatus status = scene.Status;
        Assert.True((state, trouble, reach, cookies) == (status.State, status.Trouble, status.Reach, status.Cookies), $"{why}: {status}");
    }

    [Theory]
    [InlineData("plain answer", "ok", AssociationState.Reachable, AssociationTrouble.None, 0b1)]
    [InlineData("plain DENY is all there is to believe", "ok DENY", AssociationState.Denied, AssociationTrouble.Denied, 0b10)]
    [InlineData("NTSN means nothing without NTS", "ok nak ok", AssociationState.Reachable, AssociationTrouble.None, 0b101)]
    [InlineData("nine losses", "ok lost lost lost lost lost lost lost lost lost", AssociationState.Unreachable, AssociationTrouble.NoAnswer, 0)]
    public void Plain_Events_LeadToState(string why, string script, AssociationState state, AssociationTrouble trouble, byte reach)
    {
        using AssociationScene scene = new(Plain);
        scene.Play(script);
        AssociationStatus status = scene.Status;
        Assert.True((state, trouble, reach) == (status.State, status.Trouble, status.Reach), $"{why}: {status}");
    }

    [Theory]
    [InlineData("NAK without a true reply by the next poll", "keys ok rotate nak lost", true)]
    [InlineData("the next poll is not there yet", "keys ok rotate nak", false)]
    [InlineData("the true reply came after the NAK", "keys ok nak+ok ok", false)]
    [InlineData("a reply came on the poll after it", "keys ok nak ok", false)]
    [InlineData("NAK with a foreign identifier", "keys ok foreign lost", false)]
    [InlineData("silence alone", "keys ok lost lost lost", false)]
    [InlineData("the last cookie is spent", "keys lost lost lost lost lost lost lost lost", true)]
    public void Nts_AfterEvents_WantsKeysOrNot(string why, string script, bool wantsKeys)
    {
        using AssociationScene scene = new();
        scene.Play(script);
        scene.Play("skip:11");
        Assert.True(wantsKeys == (scene.Association.Next(scene.Now, out _) == AssociationStep.EstablishKeys), why);
    }

    [Fact]
    public void Nts_KeyEstablishmentFailsAfterNak_KeepsPollingWithItsCookies()
    {
        using AssociationScene scene = new();
        scene.Play("keys ok nak lost nokeys");
        Assert.Equal(6, scene.Status.Cookies);
        scene.Play("ok");
        Assert.Equal(AssociationTrouble.None, scene.Status.Trouble);
        Assert.Equal(AssociationStep.Poll, scene.Next().Step);
    }

    [Fact]
    public void KeyRetry_FailureAfterFailure_WaitsHalfAsLongAgainUpToFiveDays()
    {
        using AssociationScene scene = new(new() { MinPoll = new(17), MaxPoll = new(17), Burst = 0 });
        MonotonicTime last = scene.Now;
        foreach (double seconds in (double[])[0, 10, 15, 22.5, 33.75])
        {
            scene.Play("nokeys");
            Assert.Equal(seconds, (scene.Now - last).TotalSeconds, 3);
            last = scene.Now;
        }

        KeyRetry retry = default;
        for (int i = 0; i < 2000; i++)
        {
            retry.Begin(scene.Now);
        }

        Assert.Equal(432_000, (retry.NotBefore - scene.Now).TotalSeconds, 3);
    }

    [Fact]
    public void KeyRetry_KeysWithoutAnswer_DoNotShortenIt()
    {
        using AssociationScene scene = new();
        scene.Play("nokeys nokeys keys rotate nak lost");
        MonotonicTime now = scene.Now;
        scene.Play("keys");
        Assert.InRange((scene.Now - now).TotalSeconds, 15, 22.5);
    }

    [Fact]
    public void KeyRetry_AfterAnAnswer_StartsAnew()
    {
        using AssociationScene scene = new();
        scene.Play("nokeys nokeys nokeys keys ok rotate nak lost");
        Assert.Equal(AssociationStep.EstablishKeys, scene.Association.Next(scene.Now, out _));
    }

    [Fact]
    public void Rate_Authentic_LengthensThePollIntervalForGood()
    {
        using AssociationScene scene = new(new() { Burst = 4 });
        scene.Play("keys ok RATE");
        Assert.Equal((AssociationTrouble.Rate, new Log2Seconds(7)), (scene.Status.Trouble, scene.Status.Poll));
        Assert.InRange(scene.Next().Seconds, 128, 132.1);
        scene.Play("ok RATE");
        Assert.Equal(new Log2Seconds(8), scene.Status.Poll);
    }

    [Fact]
    public void Rate_NotAuthentic_ChangesNothing()
    {
        using AssociationScene scene = new(new() { Burst = 0 });
        scene.Play("keys ok forged:RATE");
        Assert.Equal(new Log2Seconds(6), scene.Status.Poll);
    }

    [Fact]
    public void Rate_Plain_IsHeeded()
    {
        using AssociationScene scene = new(Plain);
        scene.Play("ok RATE");
        Assert.Equal(new Log2Seconds(7), scene.Status.Poll);
    }

    [Fact]
    public void Denied_Association_IsNeverDueAgain()
    {
        using AssociationScene scene = new();
        scene.Play("keys DENY skip:1000000");
        Assert.Equal(AssociationStep.Stop, scene.Association.Next(scene.Now, out _));
    }

    [Fact]
    public void Burst_AfterKeys_IsTwoSecondsApartAndThenOver()
    {
        using AssociationScene scene = new(new() { Burst = 3 });
        scene.Play("keys ok");
        Assert.InRange(scene.Next().Seconds, 1.9, 2.1);
        scene.Play("ok");
        Assert.InRange(scene.Next().Seconds, 1.9, 2.1);
        scene.Play("ok");
        Assert.InRange(scene.Next().Seconds, 63.9, 66.1);
    }

    [Fact]
    public void Poll_SteadyAnswers_BecomeRarerUpToTheLongest()
    {
        using AssociationScene scene = new(new() { MaxPoll = new(8) });
        scene.Play("keys");
        for (int i = 0; i < 40; i++)
        {
            scene.Play("ok");
        }

        Assert.Equal(new Log2Seconds(8), scene.Status.Poll);
        for (int i = 0; i < 8; i++)
        {
            scene.Ahead += NtpDuration.FromSeconds(1 << i);
            scene.Play("ok");
        }

        Assert.Equal(new Log2Seconds(6), scene.Status.Poll);
    }

    [Fact]
    public void Describe_AfterAnswers_MeasuresServer()
    {
        using AssociationScene scene = new();
        scene.Play("keys ok ok ok");
        FilteredSample best = scene.Status.Best!.Value;
        Assert.Equal(0.250, best.Offset.TotalSeconds, 6);
        Assert.Equal(0.010, best.Delay.TotalSeconds, 6);
        Assert.Equal(0, best.Jitter.TotalSeconds, 6);
        double atOnce = scene.Status.RootDistance!.Value.TotalSeconds;
        Assert.InRange(atOnce, 0.0055, 0.0058); // half of 10 ms and 0.1 ms, 0.5 ms of the server, its precision and drift
        scene.Play("skip:1000");
        Assert.Equal(atOnce + (1000 * 15e-6), scene.Status.RootDistance!.Value.TotalSeconds, 6);
    }

    [Fact]
    public void Nts_RandomEvents_NeverReuseACookieNorLoseTheirWay()
    {
        Seeded random = Seeded.Create();
        string[] events = ["ok", "ok", "lost", "nak", "nak+ok", "foreign", "unsync", "RATE", "forged:DENY", "rotate", "skip:7"];
        using AssociationScene scene = new();
        for (int i = 0; i < 3000; i++)
        {
            (AssociationStep step, _) = scene.Next();
            scene.Play(step == AssociationStep.EstablishKeys ? (random.Next(2) == 0 ? "nokeys" : "keys") : events[random.Next(events.Length)]);
            Assert.True(scene.Status.Cookies is >= 0 and <= 8 && step != AssociationStep.Stop, random.ToString());
        }

        Assert.True(scene.Status.Accepted > 0, random.ToString());
    }
}
