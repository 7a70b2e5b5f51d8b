using System;
using System.Buffers.Binary;

namespace Nts.Gnss;

/// <summary>UBX messages that list satellites.</summary>
internal static class UbxSatelliteMessages
{
    private const int HeaderLength = 8;
    private const int EntryLength = 12;

    // 5 numSvs, then 12 bytes each: 0 gnssId, 1 svId, 2 C/N0 dB-Hz, 3 elevation (beyond ±90: unknown), 4 azimuth, 8 flags (bit 3 used).
    public static bool TryNavSat(ReadOnlySpan<byte> payload, IGnssListener listener)
    {
        ReadOnlySpan<byte> entries = payload[HeaderLength..];
        if (payload[5] != entries.Length / EntryLength)
        {
            return false;
        }

        int listed = 0;
        for (; !entries.IsEmpty; entries = entries[EntryLength..])
        {
            Constellation constellation = entries[0] switch
            {
                0 => Constellation.Gps,
                1 => Constellation.Sbas,
                2 => Constellation.Galileo,
                3 => Constellation.BeiDou,
                5 => Constellation.Qzss,
                6 => Constellation.Glonass,
                7 => Constellation.NavIc,
                _ => Constellation.Unknown,
            };
            bool used = (entries[8] & 0x08) != 0;
            Report(constellation, entries[1], signalToNoise: entries[2], elevation: entries[3], azimuth: entries[4..], used, ref listed, listener);
        }

        return true;
    }

    // 4 numCh, then 12 bytes each: 1 svid, 2 flags (bit 0 used), 4 C/N0 dB-Hz, 5 elevation, 6 azimuth. A channel without a satellite has number 0.
    public static bool TryNavSvInfo(ReadOnlySpan<byte> payload, IGnssListener listener)
    {
        ReadOnlySpan<byte> entries = payload[HeaderLength..];
        if (payload[4] != entries.Length / EntryLength)
        {
            return false;
        }

        int listed = 0;
        for (; !entries.IsEmpty; entries = entries[EntryLength..])
        {
            if (entries[1] != 0)
            {
                (Constellation constellation, int id) = SatelliteOf(entries[1]);
                bool used = (entries[2] & 0x01) != 0;
                Report(constellation, id, signalToNoise: entries[4], elevation: entries[5], azimuth: entries[6..], used, ref listed, listener);
            }
        }

        return true;
    }

    // The one numbering of all constellations up to the seventh generation (u-blox 8 protocol specification, appendix A).
    private static (Constellation Constellation, int Id) SatelliteOf(byte number) => number switch
    {
        <= 32 => (Constellation.Gps, number),
        <= 64 => (Constellation.BeiDou, number - 27),
        <= 96 => (Constellation.Glonass, number - 64),
        >= 120 and <= 158 => (Constellation.Sbas, number),
        >= 159 and <= 163 => (Constellation.BeiDou, number - 158),
        >= 193 and <= 202 => (Constellation.Qzss, number - 192),
        >= 211 and <= 246 => (Constellation.Galileo, number - 210),
        255 => (Constellation.Glonass, number),
        _ => (Constellation.Unknown, number),
    };

    private static void Report(
        Constellation constellation, int id, byte signalToNoise, byte elevation, ReadOnlySpan<byte> azimuth, bool used, ref int listed, IGnssListener listener)
    {
        int height = unchecked((sbyte)elevation);
        int direction = BinaryPrimitives.ReadInt16LittleEndian(azimuth);
        bool placed = height is >= -90 and <= 90 && direction is >= 0 and <= 360;
        SatelliteReport report = new(
            constellation, id, placed ? height : null, placed ? direction % 360 : null, signalToNoise == 0 ? null : signalToNoise)
        {
            IsUsed = used,
        };
        listener.OnSatellite(report, (listed & (1 << (int)constellation)) == 0);
        listed |= 1 << (int)constellation;
    }
}
