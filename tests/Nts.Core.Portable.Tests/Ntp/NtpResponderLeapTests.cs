using Nts.Nts;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Ntp;

/// <summary>What clients get over a leap second, by the server's own reading; nothing is published meanwhile.</summary>
public sealed class NtpResponderLeapTests
{
    private static readonly PosixTime Midnight = PosixTime.FromSeconds(1_483_228_800);
    private readonly NtpResponder _responder = new(KeyRing.Create(3, Seeded.Fixed(1)), Seeded.Fixed(2));

    [Theory]
    [InlineData("an hour before", -3_600_000, LeapIndicator.InsertSecond, 1)]
    [InlineData("23:59:58.999", -1001, LeapIndicator.InsertSecond, 1)]
    [InlineData("23:59:59.000, which is read twice", -1000, LeapIndicator.Unsynchronized, 16)]
    [InlineData("midnight; the clock's timer may be late", 0, LeapIndicator.Unsynchronized, 16)]
    [InlineData("00:00:01.999", 1999, LeapIndicator.Unsynchronized, 16)]
    [InlineData("00:00:02.000", 2000, LeapIndicator.None, 1)]
    public void Respond_StateOfBefore_TellsByTheReading(string why, int milliseconds, LeapIndicator leap, int stratum)
    {
        ClockState state = Scene.Locked with
        {
            Leap = LeapIndicator.InsertSecond,
            ReferenceTime = Midnight - NtpDuration.FromSeconds(3),
            Doubt = new LeapSchedule(1, Midnight, Midnight).DoubtAfter(Midnight - NtpDuration.FromSeconds(3), told: 1),
        };
        PosixTime now = Midnight + NtpDuration.FromMilliseconds(milliseconds);
        byte[] reply = new byte[NtpResponder.MaxPacketLength];
        byte[] request = NtpExchange.CreatePlain(Seeded.Fixed(3)).Request.ToArray();
        _responder.Respond(new NtpRequest { Datagram = request, ReceivedAt = now }, state, new ManualClock { Time = now }, reply);
        Assert.True(NtpHeader.TryParse(reply, out NtpHeader header));
        Assert.Equal((why, leap, stratum), (why, header.Leap, (int)header.Stratum.Value));
    }

    [Fact]
    public void RootDispersionAt_BeyondTheLeapSecond_CountsTheHiddenSecond()
    {
        ClockState state = Scene.Locked with { ReferenceTime = Midnight - NtpDuration.FromSeconds(3) };
        ClockState leaping = state with { Doubt = new LeapDoubt(Midnight - NtpDuration.FromSeconds(1), Midnight + NtpDuration.FromSeconds(2)) };
        PosixTime now = Midnight + NtpDuration.FromSeconds(10);
        Assert.Equal(state.RootDispersionAt(now + NtpDuration.FromSeconds(1)), leaping.RootDispersionAt(now));
    }
}
