using System;
using System.Linq;
using Nts.Drivers.GpsPps.Simulation;
using Nts.Gnss;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Setup;

public sealed class SerialLineTests
{
    private static readonly int[] Rates = [4_800, 9_600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600];

    [Fact]
    public void Heard_AtTheSameRate_IsWhatWasSent()
    {
        byte[] sent = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        Assert.Equal(sent, SerialLine.Heard(sent, 9_600, 9_600).ToArray());
    }

    // A crystal and an RC oscillator may well be that far apart.
    [Theory]
    [InlineData(9_600, 9_800)]
    [InlineData(9_800, 9_600)]
    public void Heard_TwoPercentOff_IsWhatWasSent(int sentAt, int heardAt)
    {
        byte[] sent = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        Assert.Equal(sent, SerialLine.Heard(sent, sentAt, heardAt).ToArray());
    }

    [Fact]
    public void Heard_AtHalfTheRate_TakesEveryOtherBit()
    {
        // 55 is 0 1 0 1 0 1 0 1 0 1 on the wire with start and stop bit: at half the rate the listener samples one kind of bit alone, and
        // the second start bit is where it expects a stop bit.
        byte heard = SerialLine.Heard([0x55, 0x55], 19_200, 9_600)[0];
        Assert.True(heard is 0x00 or 0xff, $"{heard:x2}");
    }

    [Fact]
    public void Heard_AtAnyOtherRate_HoldsNoFrame()
    {
        byte[] burst = [.. Enumerable.Range(0, 20).SelectMany(i => SimulatedBurstTests.Burst(hasFix: true, 1_795_000_000 + i))];
        foreach ((int sentAt, int heardAt) in Rates.SelectMany(a => Rates.Where(b => b != a), (a, b) => (a, b)))
        {
            GnssDecoder decoder = new(new RecordingGnssListener(), PosixTime.FromSeconds(1_795_000_000));
            byte[] heard = SerialLine.Heard(burst, sentAt, heardAt).ToArray();
            decoder.Feed(heard, MonotonicTime.FromNanoseconds(0));
            decoder.Finish();

            Assert.NotEmpty(heard);
            GnssVerdict[] good = [GnssVerdict.Nmea, GnssVerdict.Ubx, GnssVerdict.Rtcm3, GnssVerdict.Sirf, GnssVerdict.Tsip, GnssVerdict.Oncore];
            Assert.True(good.All(v => decoder.Counters.Frames(v) == 0), $"{sentAt} heard at {heardAt}");
        }
    }

    [Fact]
    public void Feed_TwoMegabytesOfNoise_HoldNoFrame()
    {
        Random random = Seeded.Fixed(1);
        GnssDecoder decoder = new(new RecordingGnssListener(), PosixTime.FromSeconds(1_795_000_000));
        byte[] noise = new byte[4_000];
        for (int i = 0; i < 500; i++)
        {
            random.NextBytes(noise);
            decoder.Feed(noise, MonotonicTime.FromNanoseconds(i));
        }

        GnssVerdict[] good = [GnssVerdict.Nmea, GnssVerdict.Ubx, GnssVerdict.Rtcm3, GnssVerdict.Sirf, GnssVerdict.Tsip, GnssVerdict.Oncore];
        Assert.Equal(0, good.Sum(decoder.Counters.Frames));
    }
}
