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
        "$GPTXT,01,01,02,MA=CASIC*27\r\n$GPTXT,01,01,02,SW=URANUS5,V5.3.0.0*1D\r\n$GPTXT,01,01,01,ANTENNA OK*35\r\n"u8.ToArray(),
        "$GNTXT,01,01,02,PROTVER=22.00*57\r\n$GNTXT,01,01,02,MOD=NEO-M8T-0*00\r\n$GNTXT,01,01,02,ANTSTATUS=OPEN*00\r\n"u8.ToArray(),
        "$PMTK705,AXN_2.31_3339_13101700,5632,PA6H,1.0*6B\r\n$PMTK001,314,3*36\r\n$PGTOP,11,3*6F\r\n$PCD,11,1*66\r\n"u8.ToArray(),
        "$GNGSA,A,3,02,07,14,15,17,20,22,30,,,,,1.5,0.9,1.2,1*3C\r\n$GNGSA,A,1,,,,,,,,,,,,,1.5,0.9,1.2,4*39\r\n"u8.ToArray(),
        Ubx("0103", "18de2d0e05dd0008fc3a0000cee20100", "0120", "18de2d0ec4e80400620812071f000000"),
        Ubx("0106", "00b271048be70300030903dda59c11f4bec99ae8face651b520b0000fdfffffff9ffffff0600000049000000df000206e04a0300"),
        Ubx("0130", "00000000020400000601 0d072b163100 93010000 01ff00013100a500 00000000"),
        Ubx("0d04", "3c000000000000000000000000000000 40420f003b00000000010000", "013b", "00000000000000003c0000000000000000000000000000000000000088130000 3b00000000010000"),
        Ubx("0a38", "00020000 000102010000000000000000410032131b0ca9fe9c000000 010304010000000000000000 2f0074100d0f990b96000000", "0a38", "00010000 0004016300000000000000004100321300000000"),
        Ubx("0a09", "3ff401000c00000000000100cbf700006e008d0a02010183c08b0100ffffffffffff01000203ff10ffffff363505000d00000000bff7000000000000"),
        Ubx("2709", "010000000300000005000000", "2709", "022d0001fc080180", "0501", "068a"),
        Ubx("0a04", "322e32302028383132383929" + new string('0', 36) + "30303038303030300000" + "50524f545645522031362e3030" + new string('0', 34)),
    ];

    public IReadOnlyList<byte[]> Dictionary { get; } =
    [
        "$GPRMC,"u8.ToArray(), "$GNZDA,"u8.ToArray(), "$GPGGA,"u8.ToArray(), "$GPGSV,"u8.ToArray(), "$PUBX,04,"u8.ToArray(), "\r\n"u8.ToArray(), "*"u8.ToArray(), ","u8.ToArray(), "235960"u8.ToArray(),
        Hex.Bytes("b5620107"), Hex.Bytes("b5620126"), Hex.Bytes("b5620d01"), Hex.Bytes("b5620121"), Hex.Bytes("b5620135"), Hex.Bytes("b5620120"), Hex.Bytes("b5620130"), Hex.Bytes("b5620a38"), Hex.Bytes("b5622709"), Hex.Bytes("b5620a04"), "FWVER="u8.ToArray(), "$GPTXT,"u8.ToArray(), "$PMTK705,"u8.ToArray(), Hex.Bytes("d300"), Hex.Bytes("a0a2"), Hex.Bytes("1003"),
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

    // Class and id, then the payload, of one frame after another.
    private static byte[] Ubx(params string[] frames)
    {
        List<byte> stream = [];
        foreach (string[] frame in frames.Chunk(2))
        {
            byte[] payload = Hex.Bytes(frame[1]);
            stream.AddRange([0xb5, 0x62, .. Hex.Bytes(frame[0]), (byte)payload.Length, (byte)(payload.Length >> 8), .. payload, 0, 0]);
        }

        return WithChecksums([.. stream]);
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
