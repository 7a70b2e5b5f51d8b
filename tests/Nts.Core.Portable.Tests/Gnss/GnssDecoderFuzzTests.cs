using System;
using System.Linq;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Gnss;

public sealed class GnssDecoderFuzzTests
{
    private const int Rounds = 4;

    // A collection caused by another thread may add to the count; what the decoder allocates itself, it allocates every time.
    private const int Repetitions = 3;

    private static GnssVerdict[] Verdicts { get; } = Enum.GetValues<GnssVerdict>();

    public static TheoryData<string> Names => [.. CaptureExpectation.All.Select(row => row.Capture.Name)];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Feed_MutatedCapture_AccountsForEveryByteAndAllocatesNothing(string name)
    {
        byte[] capture = CaptureExpectation.All.Single(row => row.Capture.Name == name).Capture.Bytes();
        AssertSurvives(Seeded.Create(), random => Mutate(capture, random));
    }

    [Fact]
    public void Feed_RandomBytes_AccountsForEveryByteAndAllocatesNothing() =>
        AssertSurvives(Seeded.Create(), random =>
        {
            byte[] bytes = new byte[65_536];
            random.NextBytes(bytes);
            return bytes;
        });

    // Bytes that begin frames, and numbers that stand in their lengths, far more often than chance has them.
    [Fact]
    public void Feed_ManyFrameStarts_AccountsForEveryByteAndAllocatesNothing()
    {
        byte[] alphabet = [0xb5, 0x62, 0xd3, 0xa0, 0xa2, 0x10, 0x03, 0xa3, .. "@@$GRMC,*\r\nBo0"u8, 0, 1, 7];
        AssertSurvives(Seeded.Create(), random => random.GetItems(alphabet, 65_536));
    }

    private static void AssertSurvives(Seeded random, Func<Seeded, byte[]> next)
    {
        GnssDecoder decoder = new(new DeafListener(), GnssDecoderTests.BuiltAt);
        long fed = 0;
        for (int round = 0; round < Rounds; round++)
        {
            byte[] bytes = next(random);
            int seed = random.Next();
            long allocated = Enumerable.Range(0, Repetitions).Min(_ => Feed(decoder, bytes, Seeded.Fixed(seed)));
            fed += (long)bytes.Length * Repetitions;
            Assert.True(allocated == 0, $"allocated {allocated} bytes, {random}");
        }

        GnssCounters counters = decoder.Counters;
        Assert.True(counters.FedBytes == fed && counters.PendingBytes == 0, $"bytes not taken, {random}");
        Assert.True(Verdicts.Sum(counters.Bytes) == fed, $"bytes unaccounted for, {random}");
    }

    // In pieces of any length, at any time. Gives the bytes that were allocated meanwhile.
    private static long Feed(GnssDecoder decoder, ReadOnlySpan<byte> bytes, Seeded random)
    {
        long milliseconds = random.Next(); // The first number drawn allocates the generator's state.
        long before = GC.GetAllocatedBytesForCurrentThread();
        while (!bytes.IsEmpty)
        {
            int count = Math.Min(bytes.Length, random.Next(1, 200));
            decoder.Feed(bytes[..count], MonotonicTime.FromNanoseconds(milliseconds * 1_000_000));
            milliseconds += random.Next(200);
            bytes = bytes[count..];
        }

        decoder.Finish();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static byte[] Mutate(byte[] capture, Seeded random)
    {
        byte[] bytes = [.. capture];
        for (int change = bytes.Length / 100; change >= 0; change--)
        {
            int at = random.Next(bytes.Length);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.AsSpan(at + 1).CopyTo(bytes.AsSpan(at));
                    break;
                default:
                    int length = Math.Min(random.Next(100), bytes.Length - at);
                    capture.AsSpan(random.Next(capture.Length - length), length).CopyTo(bytes.AsSpan(at));
                    break;
            }
        }

        return bytes;
    }

    private sealed class DeafListener : IGnssListener
    {
        public void OnTime(in TimeReport report)
        {
        }

        public void OnPulseReport(in PulseReport report)
        {
        }

        public void OnLeap(in LeapReport report)
        {
        }

        public void OnFix(in FixReport report)
        {
        }

        public void OnSatellite(in SatelliteReport report, bool first)
        {
        }

        public void OnRadio(in RadioReport report)
        {
        }

        public void OnSurvey(in SurveyReport report)
        {
        }

        public void OnIdentity(ReceiverIdentity identity)
        {
        }

        public void OnCommand(in CommandReport report)
        {
        }
    }
}
