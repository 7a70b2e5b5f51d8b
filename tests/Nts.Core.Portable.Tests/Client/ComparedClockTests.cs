using Nts.Ntp;
using Nts.Time;

namespace Nts.Client;

public sealed class ComparedClockTests
{
    private static readonly MonotonicTime Answered = MonotonicTime.FromNanoseconds(5_000_000_000_000);
    private static readonly PosixTime Time = PosixTime.FromSeconds(1_790_000_000);
    private static readonly ReferenceId Reference = ReferenceId.FromAddress([192, 0, 2, 1]);
    private static readonly Log2Seconds Precision = new(-23);

    private static readonly AssociationStatus Good = new()
    {
        State = AssociationState.Reachable,
        Trouble = AssociationTrouble.None,
        Reach = 255,
        Poll = new(4),
        Header = new NtpHeader
        {
            Leap = LeapIndicator.InsertSecond,
            Stratum = Numbered(2),
            RootDelay = NtpShort.FromDuration(NtpDuration.FromMilliseconds(500)),
            RootDispersion = NtpShort.FromDuration(NtpDuration.FromMilliseconds(125)),
        },
        Best = Sample(offset: -0.020),
        RootDistance = NtpDuration.FromMilliseconds(400),
        Cookies = 8,
        Polls = 8,
        Sent = 8,
        Accepted = 8,
        Naks = 0,
        KeyEstablishments = 1,
        LastAnswer = Answered,
    };

    [Fact]
    public void Judge_GoodServer_IsOneStratumBelowWithItsLeapAndAddress()
    {
        ClockState state = Judge(Good);
        Assert.Equal(
            (LeapIndicator.InsertSecond, 3, Reference, Precision),
            (state.Leap, state.Stratum.Value, state.ReferenceId, state.Precision));
    }

    [Fact]
    public void Judge_GoodServer_AddsTheWayAndTheMeasuredDifference()
    {
        ClockState state = Judge(Good);
        Assert.Equal(0.500 + 0.030, state.RootDelay.TotalSeconds, 6);
        Assert.Equal(0.125 + 0.001 + (0.002 + 0.020), state.RootDispersion.TotalSeconds, 6);
    }

    [Fact]
    public void Judge_ClocksAgree_AddsTheLeastDispersion() =>
        Assert.Equal(0.125 + 0.001 + 0.005, Judge(Good with { Best = Sample(offset: 0.0001) }).RootDispersion.TotalSeconds, 6);

    [Fact]
    public void Judge_TenSecondsLater_HasGrownByFifteenPartsPerMillion()
    {
        ClockState before = Judge(Good);
        ClockState later = Judge(Good, seconds: 10);
        Assert.Equal(Time, before.ReferenceTime);
        Assert.Equal(Time, later.ReferenceTime);
        Assert.Equal(150e-6, (later.RootDispersionAt(Time + NtpDuration.FromSeconds(10)) - before.RootDispersionAt(Time)).TotalSeconds, 9);
    }

    [Theory]
    [InlineData(AssociationState.Starting)]
    [InlineData(AssociationState.NoKeys)]
    [InlineData(AssociationState.Unreachable)]
    [InlineData(AssociationState.Denied)]
    public void Judge_ServerIsNotReachable_IsUnsynchronized(AssociationState state) => AssertUnsynchronized(Judge(Good with { State = state }));

    [Theory]
    [InlineData(-0.700)]
    [InlineData(0.700)]
    public void Judge_DifferenceTooLarge_IsUnsynchronized(double offset) => AssertUnsynchronized(Judge(Good with { Best = Sample(offset) }));

    [Fact]
    public void Judge_AnswerTooOld_IsUnsynchronized() => AssertUnsynchronized(Judge(Good, seconds: 50_000));

    [Theory]
    [InlineData(15)]
    [InlineData(16)]
    public void Judge_ServerAtTheEndOfTheChain_IsUnsynchronized(int stratum) =>
        AssertUnsynchronized(Judge(Good with { Header = Good.Header with { Stratum = Numbered(stratum) } }));

    private static void AssertUnsynchronized(ClockState state) =>
        Assert.Equal((LeapIndicator.Unsynchronized, Stratum.Unsynchronized), (state.Leap, state.Stratum));

    private static ClockState Judge(AssociationStatus status, double seconds = 0)
    {
        NtpDuration age = NtpDuration.FromSeconds(seconds);
        return ComparedClock.Judge(status, Reference, Precision, Answered + age, Time + age);
    }

    private static FilteredSample Sample(double offset) => new(
        ClockOffset.FromSeconds(offset), NtpDuration.FromMilliseconds(30), NtpDuration.FromMilliseconds(2), NtpDuration.FromMilliseconds(1), Answered);

    private static Stratum Numbered(int value)
    {
        Assert.True(Stratum.TryCreate(value, out Stratum stratum));
        return stratum;
    }
}
