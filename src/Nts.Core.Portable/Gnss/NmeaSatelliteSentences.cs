using System;
using System.Globalization;

namespace Nts.Gnss;

/// <summary>NMEA sentences about satellites: GSA, those in use, and GSV, those in view.</summary>
internal sealed class NmeaSatelliteSentences(IGnssListener listener)
{
    private const int SatellitesInGsa = 12;
    private const int SystemIdField = 18;

    private readonly ushort[] _signalsListed = new ushort[Enum.GetValues<Constellation>().Length];
    private FixKind _fixOfGroup;

    /// <summary>Takes in that another sentence than GSA came: the next one is of another epoch.</summary>
    public void EndGroup() => _fixOfGroup = FixKind.None;

    // 1 M or A, 2 dimension (1 none, 2, 3), 3-14 satellites of one constellation, 15-17 dilutions, 18 system id (since 4.1).
    public bool TryGsa(NmeaSentence sentence)
    {
        if (sentence.Count < 3 || !NmeaField.TryNumber(sentence[2], out int dimension) || dimension is < 1 or > 3)
        {
            return false;
        }

        int used = 0;
        int firstId = 0;
        for (int field = 3; field < Math.Min(sentence.Count, 3 + SatellitesInGsa); field++)
        {
            if (!NmeaField.TryOptional(sentence[field], out int? id) || id < 0)
            {
                return false;
            }

            used += id > 0 ? 1 : 0;
            firstId = firstId == 0 ? id ?? 0 : firstId;
        }

        FixKind fix = dimension switch
        {
            1 => FixKind.None,
            2 => FixKind.TwoDimensional,
            _ => FixKind.ThreeDimensional,
        };

        // Without satellites, next to one with a fix: no fix by this constellation alone.
        _fixOfGroup = fix is FixKind.None && used == 0 ? _fixOfGroup : fix;
        listener.OnFix(new(MessageKind.Gsa, _fixOfGroup, used) { Constellation = ConstellationOf(sentence, firstId) });
        return true;
    }

    // 1 sentences, 2 number of this one, 3 satellites in view, id, elevation, azimuth, C/N0 for up to four, signal id (since 4.1).
    public bool TryGsv(NmeaSentence sentence)
    {
        int trailing = (sentence.Count - 4) % 4;
        int satellites = (sentence.Count - 4) / 4;
        int signal = 0;
        if (sentence.Count < 4 || trailing > 1 || !NmeaField.TryNumber(sentence[2], out int number)
            || (trailing == 1 && !TrySignal(sentence[sentence.Count - 1], out signal)))
        {
            return false;
        }

        Constellation constellation = ConstellationOf(sentence.Address);
        for (int index = 0; index < satellites; index++)
        {
            if (!TrySatellite(sentence, index, constellation, out _))
            {
                return false;
            }
        }

        bool first = number == 1 && StartsList(constellation, signal);
        for (int index = 0; index < satellites; index++)
        {
            if (TrySatellite(sentence, index, constellation, out SatelliteReport? report) && report is SatelliteReport satellite)
            {
                listener.OnSatellite(satellite, first);
                first = false;
            }
        }

        return true;
    }

    private static Constellation ConstellationOf(ReadOnlySpan<byte> address) => ((char)address[0], (char)address[1]) switch
    {
        ('G', 'P') => Constellation.Gps,
        ('G', 'L') => Constellation.Glonass,
        ('G', 'A') => Constellation.Galileo,
        ('G', 'B') or ('B', 'D') => Constellation.BeiDou,
        ('G', 'Q') or ('Q', 'Z') => Constellation.Qzss,
        ('G', 'I') or ('I', 'N') => Constellation.NavIc,
        _ => Constellation.Unknown,
    };

    // By its system id; before 4.1 by its talker, which is GN for all of several, and then by the ranges of the satellites' numbers.
    private static Constellation ConstellationOf(NmeaSentence gsa, int satellite) => gsa[SystemIdField] switch
    {
        [(byte)'1'] => Constellation.Gps,
        [(byte)'2'] => Constellation.Glonass,
        [(byte)'3'] => Constellation.Galileo,
        [(byte)'4'] => Constellation.BeiDou,
        [(byte)'5'] => Constellation.Qzss,
        [(byte)'6'] => Constellation.NavIc,
        _ when ConstellationOf(gsa.Address) is var byTalker and not Constellation.Unknown => byTalker,
        _ => satellite switch
        {
            >= 1 and <= 64 => Constellation.Gps, // With SBAS as 33 to 64.
            >= 65 and <= 96 => Constellation.Glonass,
            >= 193 and <= 202 => Constellation.Qzss,
            >= 301 and <= 336 => Constellation.Galileo,
            _ => Constellation.Unknown,
        },
    };

    private static bool TrySignal(ReadOnlySpan<byte> field, out int signal)
    {
        signal = 0;
        return field.IsEmpty || (field.Length == 1 && int.TryParse(field, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out signal));
    }

    // One list holds several groups, one for each signal; a signal seen before belongs to the next list.
    private bool StartsList(Constellation constellation, int signal)
    {
        ref ushort listed = ref _signalsListed[(int)constellation];
        ushort bit = (ushort)(1 << signal);
        bool starts = listed == 0 || (listed & bit) != 0;
        listed = starts ? bit : (ushort)(listed | bit);
        return starts;
    }

    private static bool TrySatellite(NmeaSentence sentence, int index, Constellation constellation, out SatelliteReport? report)
    {
        int field = 4 + (4 * index);
        report = null;
        if (!NmeaField.TryOptional(sentence[field], out int? id) || id < 0
            || !NmeaField.TryOptional(sentence[field + 1], out int? elevation) || elevation is < -90 or > 90
            || !NmeaField.TryOptional(sentence[field + 2], out int? azimuth) || azimuth is < 0 or > 360
            || !NmeaField.TryOptional(sentence[field + 3], out int? signalToNoise) || signalToNoise is < 0 or > 99)
        {
            return false;
        }

        if (id is int number)
        {
            report = new(constellation, number, elevation, azimuth is 360 ? 0 : azimuth, signalToNoise);
        }

        return true;
    }
}
