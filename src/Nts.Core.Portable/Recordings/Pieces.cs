using System;
using Nts.Gnss;

namespace Nts.Recordings;

/// <summary>Walks through what a receiver sent, frame by frame, without comments.</summary>
internal ref struct Pieces(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _end;

    /// <summary>Where the piece lies.</summary>
    public Range Current { get; private set; }

    /// <summary>What it is.</summary>
    public GnssVerdict Verdict { get; private set; }

    /// <summary>Its bytes.</summary>
    public readonly ReadOnlySpan<byte> Bytes => _bytes[Current];

    /// <summary>GPS time minus UTC, when the piece tells it.</summary>
    public readonly int? LeapSeconds => Verdict is GnssVerdict.Ubx ? Recordings.EpochTag.LeapSecondsOf(Bytes) : null;

    /// <summary>The epoch, when the piece tells it.</summary>
    public readonly int? EpochTag(int leapSeconds) => Verdict switch
    {
        GnssVerdict.Nmea => Recordings.EpochTag.OfNmea(Bytes),
        GnssVerdict.Ubx => Recordings.EpochTag.OfUbx(Bytes, leapSeconds),
        _ => null,
    };

    /// <summary>Goes to the next piece; false at the end.</summary>
    public bool MoveNext()
    {
        // Only between frames: within one, # after a line feed is payload.
        while (_end < _bytes.Length && _bytes[_end] == '#' && (_end == 0 || _bytes[_end - 1] == '\n'))
        {
            int length = _bytes[_end..].IndexOf((byte)'\n');
            _end = length < 0 ? _bytes.Length : _end + length + 1;
        }

        if (_end == _bytes.Length)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = _bytes[_end..Math.Min(_bytes.Length, _end + GnssDecoder.MaximumFrameLength)];
        FrameCut cut = FrameCutter.Cut(rest);
        Verdict = cut.IsComplete ? cut.Verdict : GnssVerdict.Junk;
        Current = _end..(_end + Math.Max(1, cut.Length));
        _end = Current.End.Value;
        return true;
    }
}
