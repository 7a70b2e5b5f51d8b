using System;
using Nts.Time;

namespace Nts.Gnss;

/// <summary>What NMEA 0183 sentences say. Talkers are any two letters.</summary>
internal sealed class NmeaInterpreter
{
    private readonly IGnssListener _listener;
    private readonly RecentFix _recentFix;
    private readonly int _builtInYear;
    private readonly NmeaSatelliteSentences _satellites;
    private readonly NmeaTextSentences _texts;
    private readonly NmeaMediaTekSentences _mediaTek;

    /// <summary>An interpreter that has seen nothing yet.</summary>
    public NmeaInterpreter(IGnssListener listener, RecentFix recentFix, PosixTime builtAt)
    {
        _listener = listener;
        _recentFix = recentFix;
        _satellites = new NmeaSatelliteSentences(listener);
        _texts = new NmeaTextSentences(listener);
        _mediaTek = new NmeaMediaTekSentences(listener);
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
            MessageKind.Gsa => _satellites.TryGsa(sentence),
            MessageKind.Gsv => _satellites.TryGsv(sentence),
            MessageKind.Txt => _texts.TryRead(sentence),
            MessageKind.Pmtk => _mediaTek.TryRead(sentence),
            _ => true,
        };
        if (kind is not MessageKind.Gsa)
        {
            _satellites.EndGroup();
        }

        return ok ? GnssVerdict.Nmea : GnssVerdict.MalformedField;
    }

    private static MessageKind KindOf(ReadOnlySpan<byte> address)
    {
        if (address.Length != 5 || address[0] == 'P')
        {
            return NmeaMediaTekSentences.IsOne(address) ? MessageKind.Pmtk : MessageKind.Other;
        }

        ReadOnlySpan<byte> formatter = address[2..];
        return formatter.SequenceEqual("RMC"u8) ? MessageKind.Rmc
            : formatter.SequenceEqual("ZDA"u8) ? MessageKind.Zda
            : formatter.SequenceEqual("GGA"u8) ? MessageKind.Gga
            : formatter.SequenceEqual("GSA"u8) ? MessageKind.Gsa
            : formatter.SequenceEqual("GSV"u8) ? MessageKind.Gsv
            : formatter.SequenceEqual("TXT"u8) ? MessageKind.Txt
            : MessageKind.Other;
    }

    // 1 hhmmss.ss, 2 status A or V, 3-8 position, speed, course, 9 ddmmyy, 10-11 variation, 12 mode (since 2.3),
    // 13 navigational status (since 4.1): u-blox says V, not safe for ships, always.
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

    private int NearestYear(int twoDigits)
    {
        int earliest = _builtInYear - 50;
        return earliest + ((twoDigits - (earliest % 100) + 100) % 100);
    }
}
