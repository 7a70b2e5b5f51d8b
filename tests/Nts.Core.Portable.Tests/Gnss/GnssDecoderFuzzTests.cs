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

    // What stands behind the checksums: every message of UBX with any payload of a length that it may have. A receiver's name costs memory when it
    // is new, so there is one in each round.
    [Fact]
    public void Feed_RandomPayloads_AccountsForEveryByteAndAllocatesNothing() =>
        AssertSurvives(Seeded.Create(), random =>
        [
            .. Frames.Ubx(0x0a, 0x04, RandomBytes(random, 100)),
            .. Enumerable.Range(0, 1000).SelectMany(_ => RandomUbx(random)),
        ]);

    // The same for sentences: any field of a good one is replaced, emptied or repeated.
    [Fact]
    public void Feed_RandomFields_AccountsForEveryByteAndAllocatesNothing()
    {
        string[] sentences =
        [
            "GNRMC,040506.00,A,4807.038,N,01131.000,E,022.4,084.4,221126,003.1,W,A,V", "GNZDA,040506.00,22,11,2026,00,00", "GNGGA,040506.00,1,N,1,E,1,12,0.9,5,M,5,M,,",
            "GNGSA,A,3,02,07,14,15,17,20,22,30,,,,,1.5,0.9,1.2,1", "GPGSV,1,1,03,05,40,007,44,06,41,008,45,,,,,1", "PMTK001,314,3", "PGTOP,11,3", "PCD,11,1",
            "GPTXT,01,01,01,ANTENNA OK", "GNTXT,01,01,02,ANTSTATUS=OPEN",
        ];
        AssertSurvives(Seeded.Create(), random =>
        [
            .. Frames.Nmea("PMTK705,AXN_2.31_3339_13101700,5632,PA6H,1.0"),
            .. Frames.Nmea("GNTXT,01,01,02,MOD=NEO-M8T-0"),
            .. Enumerable.Range(0, 1000).SelectMany(_ => Frames.Nmea(WithARandomField(random.GetItems(sentences, 1)[0], random))),
        ]);
    }

    private static byte[] RandomUbx(Seeded random)
    {
        (byte Class, byte Id, int Length)[] messages =
        [
            (0x01, 0x03, 16), (0x01, 0x06, 52), (0x01, 0x07, 92), (0x01, 0x20, 16), (0x01, 0x21, 20), (0x01, 0x26, 24), (0x01, 0x30, 32), (0x01, 0x35, 32),
            (0x01, 0x3b, 40), (0x05, 0x00, 2), (0x05, 0x01, 2), (0x0a, 0x09, 56), (0x0a, 0x09, 60), (0x0a, 0x09, 68), (0x0a, 0x38, 28), (0x0a, 0x38, 44),
            (0x0d, 0x01, 16), (0x0d, 0x04, 28), (0x27, 0x09, 12), (0x27, 0x09, 8),
        ];
        (byte messageClass, byte id, int length) = random.GetItems(messages, 1)[0];
        byte[] payload = RandomBytes(random, length);
        for (int zeroes = random.Next(3); zeroes > 0; zeroes--)
        {
            payload.AsSpan(random.Next(length)).Clear();
        }

        return Frames.Ubx(messageClass, id, payload);
    }

    private static byte[] RandomBytes(Seeded random, int length)
    {
        byte[] bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static string WithARandomField(string sentence, Seeded random)
    {
        string[] fields = sentence.Split(',');
        int at = random.Next(1, fields.Length);
        fields[at] = random.Next(4) switch
        {
            0 => "",
            1 => new string([.. random.GetItems("0123456789.-AV".ToCharArray(), random.Next(12))]),
            2 => fields[at] + "," + fields[at],
            _ => new string([.. random.GetItems("OK OPEN=SHORT~!x9".ToCharArray(), random.Next(12))]),
        };
        return string.Join(',', fields);
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
