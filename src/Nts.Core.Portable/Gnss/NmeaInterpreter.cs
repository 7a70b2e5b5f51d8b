using System;
using System.Globalization;
using Nts.Time;

namespace Nts.Gnss;

/// <summary>What NMEA 0183 sentences say of time, fix and satellites. Talkers are any two letters.</summary>
internal sealed class NmeaInterpreter
{
    private readonly IGnssListener _listener;
    private readonly RecentFix _recentFix;
    private readonly int _builtInYear;
    private readonly ushort[] _signalsListed = new ushort[Enum.GetValues<Constellation>().Length];

    /// <summary>An interpreter that has seen nothing yet.</summary>
    public NmeaInterpreter(IGnssListener listener, RecentFix recentFix, PosixTime builtAt)
    {
        _listener = listener;
        _recentFix = recentFix;
        _builtInYear = DateTime.UnixEpoch.AddSeconds(builtAt.WholeSeconds).Year;
    }

    /// <summary>Reports what a sentence with a good checksum says.</summary>
    public GnssVerdict Interpret(ReadOnlySpan<byte> bytes, MessageOrigin origin, out MessageKind kind)
    {
        NmeaSentence sentence = new(bytes);
        kind = KindOf(sentence.Address);
        bool ok = kind switch
        {
            MessageKind.Rmc => TryRmc(sentence, origin),
            MessageKind.Zda => TryZda(sentence, origin),
            MessageKind.Gga => TryGga(sentence, origin),
            MessageKind.Gsa => TryGsa(sentence),
            MessageKind.Gsv => TryGsv(sentence),
            _ => true,
        };
        return ok ? GnssVerdict.Nmea : GnssVerdict.MalformedField;
    }

    private static MessageKind KindOf(ReadOnlySpan<byte> address)
    {
        if (address.Length != 5 || address[0] == 'P')
        {
            return MessageKind.Other;
        }

        ReadOnlySpan<byte> formatter = address[2..];
        return formatter.SequenceEqual("RMC"u8) ? MessageKind.Rmc
            : formatter.SequenceEqual("ZDA"u8) ? MessageKind.Zda
            : formatter.SequenceEqual("GGA"u8) ? MessageKind.Gga
            : formatter.SequenceEqual("GSA"u8) ? MessageKind.Gsa
            : formatter.SequenceEqual("GSV"u8) ? MessageKind.Gsv
            : MessageKind.Other;
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

    // 1 hhmmss.ss, 2 status A or V, 3-8 position, speed, course, 9 ddmmyy, 10-11 variation, 12 mode (since 2.3).
    private bool TryRmc(NmeaSentence sentence, MessageOrigin origin)
    {
        ReadOnlySpan<byte> status = sentence[2];
        if (sentence.Count < 10 || status.Length != 1 || status[0] is not ((byte)'A' or (byte)'V'))
        {
            return false;
        }

        // Estimated (dead reckoning), manual, none and simulator may come with status A: not time from satellites now.
        bool valid = status[0] == 'A' && sentence[12] is not [(byte)'E' or (byte)'M' or (byte)'N' or (byte)'S'];
        ReadOnlySpan<byte> date = sentence[9];
        if (sentence[1].IsEmpty || date.IsEmpty)
        {
            _recentFix.Take(isFix: false, origin);
            return true;
        }

        if (!NmeaField.TryTime(sentence[1], out TimeOfDay time) || date.Length != 6 || !NmeaField.TryNumber(date, out int ddmmyy)
            || !EpochTime.TryCombine(NearestYear(ddmmyy % 100), ddmmyy / 100 % 100, ddmmyy / 10_000, time, out PosixTime utc))
        {
            return false;
        }

        _recentFix.Take(valid, origin);
        _listener.OnTime(new(MessageKind.Rmc, utc, valid, null, null, time.IsLeapSecond, origin.BurstStart, origin.Arrival));
        return true;
    }

    // 1 hhmmss.ss, 2 day, 3 month, 4 year, 5-6 local zone. Has no status: vouched for only by a recent RMC or GGA.
    private bool TryZda(NmeaSentence sentence, MessageOrigin origin)
    {
        if (sentence.Count < 5)
        {
            return false;
        }

        if (sentence[1].IsEmpty || sentence[4].IsEmpty)
        {
            return true;
        }

        if (!NmeaField.TryTime(sentence[1], out TimeOfDay time) || !NmeaField.TryNumber(sentence[2], out int day)
            || !NmeaField.TryNumber(sentence[3], out int month) || !NmeaField.TryNumber(sentence[4], out int year)
            || !EpochTime.TryCombine(year, month, day, time, out PosixTime utc))
        {
            return false;
        }

        _listener.OnTime(new(MessageKind.Zda, utc, _recentFix.VouchesFor(origin), null, null, time.IsLeapSecond, origin.BurstStart, origin.Arrival));
        return true;
    }

    // 1 hhmmss.ss, 2-5 position, 6 quality, 7 satellites used. Quality 0 none, 6 dead reckoning, 7 manual, 8 simulator.
    private bool TryGga(NmeaSentence sentence, MessageOrigin origin)
    {
        if (sentence.Count < 8 || (!sentence[1].IsEmpty && !NmeaField.TryTime(sentence[1], out _))
            || !NmeaField.TryNumber(sentence[6], out int quality) || quality > 9 || !NmeaField.TryOptional(sentence[7], out int? used) || used < 0)
        {
            return false;
        }

        FixKind fix = quality switch
        {
            0 or 7 or 8 => FixKind.None,
            6 => FixKind.DeadReckoning,
            _ => FixKind.TwoDimensional,
        };
        _recentFix.Take(fix, origin);
        _listener.OnFix(new(MessageKind.Gga, fix, used));
        return true;
    }

    // 1 M or A, 2 dimension (1 none, 2, 3), 3-14 satellites of one constellation only, which is why they are not counted here.
    private bool TryGsa(NmeaSentence sentence)
    {
        if (sentence.Count < 3 || !NmeaField.TryNumber(sentence[2], out int dimension) || dimension is < 1 or > 3)
        {
            return false;
        }

        FixKind fix = dimension switch
        {
            1 => FixKind.None,
            2 => FixKind.TwoDimensional,
            _ => FixKind.ThreeDimensional,
        };
        _listener.OnFix(new(MessageKind.Gsa, fix, null));
        return true;
    }

    // 1 sentences, 2 number of this one, 3 satellites in view, id, elevation, azimuth, C/N0 for up to four, signal id (since 4.1).
    private bool TryGsv(NmeaSentence sentence)
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
                _listener.OnSatellite(satellite, first);
                first = false;
            }
        }

        return true;
    }

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

    private int NearestYear(int twoDigits)
    {
        int earliest = _builtInYear - 50;
        return earliest + ((twoDigits - (earliest % 100) + 100) % 100);
    }
}
