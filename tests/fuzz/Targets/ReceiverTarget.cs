using System;
using System.Collections.Generic;
using System.Linq;
using Nts.Gnss;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Fuzz.Targets;

/// <summary>What a receiver sends: NMEA and UBX in any mixture.</summary>
internal sealed class ReceiverTarget : IFuzzTarget
{
    private static readonly GnssVerdict[] Verdicts = Enum.GetValues<GnssVerdict>();

    public string Name => "receiver";

    public int MaxLength => 1200;

    public IEnumerable<byte[]> Seeds { get; } =
    [
        "$GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,230394,003.1,W*6A\r\n"u8.ToArray(),
        "$GNZDA,201530.00,04,07,2026,00,00*6C\r\n$GPGGA,092750.000,5321.6802,N,00630.3372,W,1,8,1.03,61.7,M,55.2,M,,*76\r\n"u8.ToArray(),
        "$GPGSV,3,1,11,10,63,137,17,07,61,098,15,05,59,290,20,08,54,157,30*70\r\n"u8.ToArray(),
        Hex.Bytes("b5620d0110000000000000000000000000000000000000001e48"),
        Hex.Bytes("b562012600000027"),
        Hex.Bytes("d300130000"),
    ];

    public IReadOnlyList<byte[]> Dictionary { get; } =
    [
        "$GPRMC,"u8.ToArray(), "$GNZDA,"u8.ToArray(), "$GPGGA,"u8.ToArray(), "$GPGSV,"u8.ToArray(), "$PUBX,04,"u8.ToArray(), "\r\n"u8.ToArray(), "*"u8.ToArray(), ","u8.ToArray(), "235960"u8.ToArray(),
        Hex.Bytes("b5620107"), Hex.Bytes("b5620126"), Hex.Bytes("b5620d01"), Hex.Bytes("b5620121"), Hex.Bytes("b5620135"), Hex.Bytes("d300"), Hex.Bytes("a0a2"), Hex.Bytes("1003"),
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        GnssDecoder decoder = new(new Ignorant(), Laboratory.ReceivedAt);

        // Both checksums are made right in a second pass, so that what they guard is reached.
        foreach (byte[] stream in (byte[][])[[.. input], WithChecksums([.. input])])
        {
            int half = stream.Length / 2;
            decoder.Feed(stream.AsSpan(0, half), MonotonicTime.FromNanoseconds(0));
            decoder.Feed(stream.AsSpan(half), MonotonicTime.FromNanoseconds(1));
            decoder.Finish();
        }

        GnssCounters counters = decoder.Counters;
        BrokenRuleException.Unless(counters.FedBytes == 2L * input.Length && counters.PendingBytes == 0, "every byte is taken");
        BrokenRuleException.Unless(Verdicts.Sum(counters.Bytes) == counters.FedBytes, "every byte is accounted for");
    }

    private static byte[] WithChecksums(byte[] stream)
    {
        for (int i = 0; i < stream.Length; i++)
        {
            if (stream[i] == '$' && Array.IndexOf(stream, (byte)'*', i) is int star and > 0 && star + 2 < stream.Length)
            {
                byte sum = stream[(i + 1)..star].Aggregate((byte)0, (a, b) => (byte)(a ^ b));
                Convert.ToHexString([sum]).Select(c => (byte)c).ToArray().CopyTo(stream, star + 1);
            }
            else if (stream[i] == 0xb5 && i + 8 <= stream.Length && i + 8 + stream[i + 4] + (stream[i + 5] << 8) is int end && end <= stream.Length)
            {
                byte a = 0, b = 0;
                foreach (byte value in stream[(i + 2)..(end - 2)])
                {
                    a = unchecked((byte)(a + value));
                    b = unchecked((byte)(b + a));
                }

                stream[end - 2] = a;
                stream[end - 1] = b;
            }
        }

        return stream;
    }

    private sealed class Ignorant : IGnssListener
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
