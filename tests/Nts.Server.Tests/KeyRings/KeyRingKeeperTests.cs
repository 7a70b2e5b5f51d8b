using System;
using System.IO;
using System.Runtime.Versioning;
using Nts.Crypto;
using Nts.Nts;
using Nts.Server.Hosting;
using Nts.Time;

namespace Nts.Server.KeyRings;

[SupportedOSPlatform("linux")]
public sealed class KeyRingKeeperTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nts-key-ring-").FullName;
    private readonly StringWriter _log = new();
    private MonotonicTime _now = MonotonicTime.FromNanoseconds(123_456_789_000_000_000);

    private string Path => System.IO.Path.Combine(_folder, "keys");

    public void Dispose()
    {
        _log.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void OnTick_PeriodIsOver_RotatesAndSaves()
    {
        IKeyRingKeeper owner = Open(KeyRingMode.Rotate);
        uint next = owner.Ring.Snapshot.Next.Id;
        Pass(owner, 99);
        Assert.Equal(0, owner.Ring.Snapshot.PreviousCount);
        Pass(owner, 1);
        Assert.Equal(next, owner.Ring.Snapshot.CurrentId);
        Assert.Equal(owner.Ring.Format(), File.ReadAllBytes(Path));
    }

    [Fact]
    public void OnTick_RestartedAgainAndAgain_RotatesAfterTheSumOfTheRunningTimes()
    {
        for (int run = 0; run < 3; run++)
        {
            using IKeyRingKeeper owner = Open(KeyRingMode.Rotate);
            Pass(owner, 30);
            Assert.Equal(0, owner.Ring.Snapshot.PreviousCount);

            // The machine is off for an unknown time, and its monotonic clock starts anew.
            _now = MonotonicTime.FromNanoseconds(run);
        }

        using IKeyRingKeeper last = Open(KeyRingMode.Rotate);
        Pass(last, 10);
        Assert.Equal(1, last.Ring.Snapshot.PreviousCount);
    }

    [Fact]
    public void OnTick_PowerCut_CostsTenMinutesOfTheAge()
    {
        IKeyRingKeeper owner = Open(KeyRingMode.Rotate, period: 100_000);
        Pass(owner, 600);
        Pass(owner, 599);
        using IKeyRingKeeper restarted = Open(KeyRingMode.Rotate, period: 100_000);
        Assert.Equal(NtpDuration.FromSeconds(600), restarted.Ring.Age);
    }

    [Fact]
    public void OnTick_Ratchets_StayAlike()
    {
        using IKeyRingKeeper one = Open(KeyRingMode.Ratchet);
        File.Copy(Path, Path + "2");
        using IKeyRingKeeper other = Open(KeyRingMode.Ratchet, Path + "2");
        for (int i = 0; i < 4; i++)
        {
            one.OnTick(_now);
            other.OnTick(_now);
            _now += NtpDuration.FromSeconds(100);
        }

        Assert.Equal(one.Ring.Format(), other.Ring.Format());
        Assert.Equal(3, one.Ring.Snapshot.PreviousCount);
    }

    [Fact]
    public void OnTick_CookieOfARatchetThatIsAhead_CatchesUpAndStartsThePeriodAnew()
    {
        using IKeyRingKeeper ahead = Open(KeyRingMode.Ratchet);
        File.Copy(Path, Path + "2");
        using IKeyRingKeeper behind = Open(KeyRingMode.Ratchet, Path + "2");
        Pass(ahead, 100);
        Pass(ahead, 100);
        Pass(behind, 90);
        Assert.True(Opens(behind.Ring, ahead.Ring));
        Pass(behind, 0);
        Assert.Equal(ahead.Ring.Snapshot.CurrentId, behind.Ring.Snapshot.CurrentId);
        Assert.Equal(NtpDuration.Zero, behind.Ring.Age);
        Assert.Contains("another server is 2 ahead; rotated to", _log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void OnTick_OwnerHasRotated_FollowerHasItsKeys()
    {
        using IKeyRingKeeper owner = Open(KeyRingMode.Rotate);
        using IKeyRingKeeper follower = Open(KeyRingMode.Follow);
        KeyRing ring = follower.Ring;
        for (int i = 0; i < 20; i++)
        {
            Pass(owner, 100);
            Pass(follower, 1);
            Assert.Same(ring, follower.Ring);
            Assert.Equal(owner.Ring.Format(), follower.Ring.Format());
        }
    }

    [Fact]
    public void OnTick_FollowerOneRotationLate_OpensCookiesBothWays()
    {
        using IKeyRingKeeper owner = Open(KeyRingMode.Rotate);
        using IKeyRingKeeper follower = Open(KeyRingMode.Follow);
        Pass(owner, 100);
        Assert.True(Opens(follower.Ring, owner.Ring));
        Assert.True(Opens(owner.Ring, follower.Ring));
    }

    [Theory]
    [InlineData("half written", "nts-key-ring 2\nage 0\nnext 0000", "line 3: the line is cut off")]
    [InlineData("cut between lines", "nts-key-ring 2\nage 0\n", "line 3: the file is cut off here")]
    [InlineData("another file", "[section]\n", "line 1: not the version line")]
    [InlineData("gone", null, "the file is gone")]
    public void OnTick_BadFile_KeepsTheKeysAndSaysWhyOnce(string why, string? text, string expected)
    {
        using IKeyRingKeeper owner = Open(KeyRingMode.Rotate);
        using IKeyRingKeeper follower = Open(KeyRingMode.Follow);
        byte[] before = follower.Ring.Format();
        File.Delete(Path);
        if (text is not null)
        {
            File.WriteAllText(Path, text);
        }

        Pass(follower, 1);
        Pass(follower, 1);
        Assert.Equal(before, follower.Ring.Format());
        Assert.True(_log.ToString().Split(expected).Length == 2, $"{why}: {_log}");
        Pass(owner, 100);
        Pass(follower, 1);
        Assert.Equal(owner.Ring.Format(), follower.Ring.Format());
    }

    [Fact]
    public void OnTick_Follower_NeverWrites()
    {
        Open(KeyRingMode.Rotate).Dispose();
        byte[] before = File.ReadAllBytes(Path);
        using (IKeyRingKeeper follower = Open(KeyRingMode.Follow))
        {
            Pass(follower, 100_000);
        }

        Assert.Equal(before, File.ReadAllBytes(Path));
    }

    [Fact]
    public void TryOpen_FollowerWithoutFile_SaysSoAndMakesNone()
    {
        Assert.False(KeyRingKeeper.TryOpen(Options(KeyRingMode.Follow), Log(), out _, out string reason));
        Assert.Equal($"{Path} is not there", reason);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData(KeyRingMode.Rotate)]
    [InlineData(KeyRingMode.Ratchet)]
    [InlineData(KeyRingMode.Follow)]
    public void TryOpen_BadFile_SaysWhyAndLeavesIt(KeyRingMode mode)
    {
        File.WriteAllText(Path, "precious\n");
        Assert.False(KeyRingKeeper.TryOpen(Options(mode), Log(), out _, out string reason));
        Assert.StartsWith($"{Path} line 1: ", reason, StringComparison.Ordinal);
        Assert.Equal("precious\n", File.ReadAllText(Path));
    }

    [Fact]
    public void OnTick_FileCannotBeWritten_SaysSoOnceAndRotatesAllTheSame()
    {
        using IKeyRingKeeper owner = Open(KeyRingMode.Rotate);
        Directory.CreateDirectory(Path + ".new");
        Pass(owner, 100);
        Pass(owner, 100);
        Assert.Equal(2, owner.Ring.Snapshot.PreviousCount);
        Assert.Equal(2, _log.ToString().Split("cannot be saved").Length);
    }

    private static bool Opens(KeyRing ring, KeyRing sealer)
    {
        byte[] cookie = new byte[Cookie.LengthFor(AeadAlgorithm.AesSivCmac256)];
        Cookie.Seal(sealer.Snapshot, AeadAlgorithm.AesSivCmac256, new byte[32], new byte[32], SystemRandom.Instance, cookie);
        return Cookie.TryOpen(ring.Snapshot, cookie, new byte[CookieSecrets.MaxLength], out _) == CookieStatus.Ok;
    }

    private EventLog Log() => new(_log, TimeProvider.System, journal: false);

    private KeyRingOptions Options(KeyRingMode mode, string? path = null, double period = 100) =>
        new() { File = path ?? Path, Mode = mode, Period = NtpDuration.FromSeconds(period) };

    private IKeyRingKeeper Open(KeyRingMode mode, string? path = null, double period = 100)
    {
        Assert.True(KeyRingKeeper.TryOpen(Options(mode, path, period), Log(), out IKeyRingKeeper? keeper, out string reason), reason);
        return keeper;
    }

    /// <summary>Lets time pass between two ticks.</summary>
    private void Pass(IKeyRingKeeper keeper, double seconds)
    {
        keeper.OnTick(_now);
        _now += NtpDuration.FromSeconds(seconds);
        keeper.OnTick(_now);
    }
}
