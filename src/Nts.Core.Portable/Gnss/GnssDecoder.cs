using System;
using Nts.Time;

namespace Nts.Gnss;

/// <summary>
/// Turns what a GNSS receiver sends into reports: NMEA and UBX in any mixture; other protocols are stepped over, all else is counted with a reason.
/// </summary>
/// <remarks>
/// <para>Allocates only for a receiver's name when it is new, keeps at most one incomplete frame, never throws for what the bytes hold. Not for concurrent use.</para>
/// <para>
/// It reports what the receiver said and does not judge it: a default date or one that is off by 1024 weeks comes out as sent. Whether a time
/// is believable depends on what other sources and the pulse say, and is decided where those are known.
/// </para>
/// </remarks>
public sealed class GnssDecoder
{
    /// <summary>No message of use is longer: 4,096 bytes hold a UBX frame about 340 satellites.</summary>
    public const int MaximumFrameLength = 4096;

    private static NtpDuration LongestEpoch { get; } = NtpDuration.FromMilliseconds(1000);

    private readonly byte[] _buffer = new byte[MaximumFrameLength];
    private readonly MessageOrigin[] _origins = new MessageOrigin[MaximumFrameLength];
    private readonly NmeaInterpreter _nmea;
    private readonly UbxInterpreter _ubx;
    private int _length;
    private MonotonicTime? _lastArrival;
    private MonotonicTime _burstStart;
    private GnssVerdict? _previous;
    private GnssVerdict _refusal;
    private int _refusedAhead;

    /// <summary>A decoder that has seen nothing yet.</summary>
    /// <param name="listener">Gets the reports, called from within <see cref="Feed"/> and <see cref="Finish"/>.</param>
    /// <param name="builtAt">
    /// Any date within 50 years of the true one, in practice that of the build. RMC has a year of two digits: the one nearest to this date is
    /// taken. A window that began at this date would show a receiver that fell back by 1024 weeks as 80 years ahead, not as 20 years behind.
    /// </param>
    public GnssDecoder(IGnssListener listener, PosixTime builtAt)
    {
        ArgumentNullException.ThrowIfNull(listener);
        RecentFix recentFix = new();
        _nmea = new NmeaInterpreter(listener, recentFix, builtAt);
        _ubx = new UbxInterpreter(listener, recentFix);
    }

    /// <summary>The silence that ends a burst: the next byte begins the messages of a new epoch.</summary>
    /// <remarks>
    /// Within a burst, bytes are held up by at most some 50 ms (16 ms latency timer of a USB adapter, a 16-byte FIFO at 4,800 baud, pauses between
    /// messages). Between bursts a receiver at 5 Hz that fills most of its line is silent for about 120 ms, one at 1 Hz for far longer.
    /// </remarks>
    public static NtpDuration BurstGap { get; } = NtpDuration.FromMilliseconds(100);

    /// <summary>
    /// The line was not silent for a second, so what arrives may have waited in the receiver, and shows no bursts. Of the bytes fed last.
    /// </summary>
    public bool IsLineBusy { get; private set; }

    /// <summary>What became of every byte.</summary>
    public GnssCounters Counters { get; } = new();

    /// <summary>Takes the next bytes of the stream as they arrive: a reader must not collect for as long as <see cref="BurstGap"/>.</summary>
    /// <param name="bytes">Any number of bytes, split anywhere.</param>
    /// <param name="arrivedAt">When the first of them arrived.</param>
    public void Feed(ReadOnlySpan<byte> bytes, MonotonicTime arrivedAt)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        Counters.CountFed(bytes.Length);
        MessageOrigin origin = OriginOf(arrivedAt);
        while (!bytes.IsEmpty)
        {
            int count = Math.Min(bytes.Length, MaximumFrameLength - _length);
            bytes[..count].CopyTo(_buffer.AsSpan(_length));
            _origins.AsSpan(_length, count).Fill(origin);
            _length += count;
            bytes = bytes[count..];
            Drain(final: false);
        }
    }

    /// <summary>Ends the stream, as when a port is closed or its baud rate changes: what is incomplete is refused as truncated.</summary>
    public void Finish()
    {
        Drain(final: true);
        _lastArrival = null;
    }

    private MessageOrigin OriginOf(MonotonicTime arrivedAt)
    {
        if (_lastArrival is not MonotonicTime last || arrivedAt - last >= BurstGap)
        {
            _burstStart = arrivedAt;
        }

        _lastArrival = arrivedAt;

        // A line that is never silent shows no bursts; then a message is known to be no older than its own first byte.
        IsLineBusy = arrivedAt - _burstStart >= LongestEpoch;
        return new(IsLineBusy ? arrivedAt : _burstStart, arrivedAt);
    }

    private void Drain(bool final)
    {
        int start = 0;
        while (start < _length)
        {
            ReadOnlySpan<byte> rest = _buffer.AsSpan(start, _length - start);
            FrameCut cut = FrameCutter.Cut(rest);
            if (!cut.IsComplete)
            {
                if (!final && rest.Length < MaximumFrameLength)
                {
                    break;
                }

                cut = new(final ? GnssVerdict.Truncated : GnssVerdict.TooLong, 1, rest.Length);
            }

            Take(cut, rest[..cut.Length], _origins[start]);
            start += cut.Length;
        }

        _length -= start;
        if (start > 0 && _length > 0)
        {
            Array.Copy(_buffer, start, _buffer, 0, _length);
            Array.Copy(_origins, start, _origins, 0, _length);
        }
    }

    private void Take(FrameCut cut, ReadOnlySpan<byte> bytes, MessageOrigin origin)
    {
        GnssVerdict verdict = cut.Verdict;
        MessageKind kind = MessageKind.Other;
        if (verdict == GnssVerdict.Nmea)
        {
            verdict = _nmea.Interpret(bytes, origin, out kind);
        }
        else if (verdict == GnssVerdict.Ubx)
        {
            verdict = _ubx.Interpret(bytes, origin, out kind);
        }

        if (verdict is GnssVerdict.Nmea or GnssVerdict.Ubx)
        {
            Counters.CountMessage(kind);
        }

        Count(verdict, cut);
    }

    private void Count(GnssVerdict verdict, FrameCut cut)
    {
        bool remainsOfRefused = verdict == GnssVerdict.Junk && _refusedAhead > 0;
        GnssVerdict counted = remainsOfRefused ? _refusal : verdict;
        Counters.CountBytes(counted, cut.Length);
        if (!remainsOfRefused && (verdict != GnssVerdict.Junk || _previous != GnssVerdict.Junk))
        {
            Counters.CountFrame(verdict);
        }

        _previous = counted;
        _refusedAhead = Math.Max(0, _refusedAhead - cut.Length);
        if (cut.Extent > cut.Length)
        {
            _refusal = verdict;
            _refusedAhead = Math.Max(_refusedAhead, cut.Extent - cut.Length);
        }
    }
}
