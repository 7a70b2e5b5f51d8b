using Nts.Time;

namespace Nts.Client;

/// <summary>A client over a leap second: what its server says near it is not used, and what it said before is forgotten.</summary>
public sealed class LeapSecondOfServerTests
{
    private static readonly PosixTime Midnight = PosixTime.FromSeconds(1_483_228_800);

    [Fact]
    public void Announced_ServerIsASecondOffForAMoment_IsNotUsed()
    {
        using AssociationScene scene = Before(500);
        scene.Play("announced announced");
        scene.Time = Midnight - NtpDuration.FromSeconds(3 + scene.Next().Seconds);
        scene.Ahead = NtpDuration.FromSeconds(-1);
        scene.Play("announced");
        Assert.Equal((AssociationTrouble.TimestampsInvalid, 0b110), (scene.Status.Trouble, (int)scene.Status.Reach));
        Assert.Equal(0.25, scene.Status.Best!.Value.Offset.TotalSeconds, tolerance: 1e-3);
    }

    [Fact]
    public void Announced_ClientsClockDoesNotLeap_FollowsTheFirstAnswerAfterIt()
    {
        using AssociationScene scene = Before(500);
        scene.Play("announced announced");
        scene.Time = Midnight + NtpDuration.FromSeconds(60);
        scene.Ahead = NtpDuration.FromSeconds(-0.75);
        scene.Play("ok");
        FilteredSample best = scene.Status.Best!.Value;
        Assert.Equal(-0.75, best.Offset.TotalSeconds, tolerance: 1e-3);
        Assert.Equal(NtpDuration.Zero, best.Jitter);
    }

    [Fact]
    public void NotAnnounced_MonthsEnd_IsAnAnswerLikeOthers()
    {
        using AssociationScene scene = Before(3);
        scene.Play("ok ok");
        Assert.Equal((AssociationTrouble.None, 0b11), (scene.Status.Trouble, (int)scene.Status.Reach));
    }

    private static AssociationScene Before(int seconds) =>
        new(new AssociationOptions { UsesNts = false }) { Time = Midnight - NtpDuration.FromSeconds(seconds), Ahead = NtpDuration.FromMilliseconds(250) };
}
