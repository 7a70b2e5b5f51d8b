using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using Nts.Discipline;
using Nts.Time;

namespace Nts.Recordings;

/// <summary>Reads a recording, as far as it is whole.</summary>
public sealed class RecordingReader
{
    /// <summary>Times further apart than this are no recording's.</summary>
    private const long LongestTime = 366L * 86_400 * 1_000_000_000;

    /// <summary>Year 2255: so far from the end of what can be counted that arithmetic goes well.</summary>
    private const long LatestClock = 9_000_000_000_000_000_000;

    private readonly ReadOnlyMemory<byte> _file;
    private readonly List<RecordedEvent> _events = [];
    private long _time;
    private long _clockMinusMonotonic;
    private uint _sequence;

    private RecordingReader(ReadOnlyMemory<byte> file) => _file = file;

    /// <summary>Whether a file calls itself a recording.</summary>
    public static bool IsRecording(ReadOnlySpan<byte> file) => file.StartsWith(RecordingFormat.Magic);

    /// <summary>Reads a file; of a damaged one all that stands before the damage.</summary>
    /// <exception cref="FormatException">It is no recording, or one of a later version; the message says which.</exception>
    public static Recording Read(ReadOnlyMemory<byte> file)
    {
        ReadOnlySpan<byte> header = RecordingFormat.Header;
        if (!IsRecording(file.Span))
        {
            throw new FormatException("this is not a recording: it does not start with 89 'NTSREC'");
        }

        if (file.Length < header.Length || file.Span[header.Length - 1] != header[^1])
        {
            throw new FormatException("this recording was made by a later version of the program, or its first bytes are damaged");
        }

        return new RecordingReader(file).ReadRecords(header.Length);
    }

    private Recording ReadRecords(int offset)
    {
        while (offset < _file.Length)
        {
            string? problem = ReadRecord(offset, out int length, out bool isEnd);
            if (problem is not null)
            {
                return Ended(offset, problem);
            }

            offset += length;
            if (isEnd)
            {
                return new Recording(_events) { Damage = offset < _file.Length ? Words(offset, "more follows the end") : null };
            }
        }

        return Ended(offset, "the file was cut off");
    }

    private Recording Ended(int offset, string problem) => new(_events) { Damage = Words(offset, problem) };

    private string Words(int offset, string problem) =>
        string.Create(CultureInfo.InvariantCulture, $"at byte {offset} {problem}; the {_events.Count} records before that are good");

    /// <summary>Reads one record. Returns what is wrong with it, or null.</summary>
    private string? ReadRecord(int offset, out int length, out bool isEnd)
    {
        length = 0;
        isEnd = false;
        ReadOnlySpan<byte> rest = _file.Span[(offset + 1)..];
        int available = rest.Length;
        if (!RecordingFormat.TryReadVariable(ref rest, out ulong stated))
        {
            return available < RecordingFormat.LongestVariable ? "the file was cut off" : "a record has no length";
        }

        if (stated > RecordingFormat.LongestBody)
        {
            return "a record is longer than any can be";
        }

        int body = (int)stated;
        if (rest.Length < body + RecordingFormat.CheckLength)
        {
            return "the file was cut off, or a record's length is damaged";
        }

        int checkedLength = 1 + (available - rest.Length) + body;
        length = checkedLength + RecordingFormat.CheckLength;
        ReadOnlySpan<byte> record = _file.Span.Slice(offset, checkedLength);
        if (RecordingFormat.Check(record) != BinaryPrimitives.ReadUInt16LittleEndian(rest[body..]))
        {
            return "a record's check does not match";
        }

        ReadOnlySpan<byte> content = rest[..body];
        if (!RecordingFormat.TryReadSigned(ref content, out long elapsed) || !IsPlausible(elapsed) || !IsPlausible(_time + elapsed))
        {
            return "a record's time is out of range";
        }

        _time += elapsed;
        MonotonicTime at = MonotonicTime.FromNanoseconds(_time);
        ReadOnlyMemory<byte> bytes = _file.Slice(offset + checkedLength - content.Length, content.Length);
        switch ((RecordedKind)record[0])
        {
            case RecordedKind.End:
                isEnd = true;
                return null;
            case RecordedKind.Edge when TryReadEdge(content, at, out PulseEdge edge):
                _events.Add(new RecordedEvent(RecordedKind.Edge, at) { Edge = edge });
                return null;
            case RecordedKind.Note or RecordedKind.Bytes:
                _events.Add(new RecordedEvent((RecordedKind)record[0], at) { Bytes = bytes });
                return null;
            case RecordedKind.Edge:
                return "an edge is incomplete or out of range";
            default:
                // Later versions may write more; what is known stays readable.
                return null;
        }
    }

    private static bool IsPlausible(long nanoseconds) => nanoseconds is > -LongestTime and < LongestTime;

    private bool TryReadEdge(ReadOnlySpan<byte> content, MonotonicTime at, out PulseEdge edge)
    {
        edge = default;
        if (!RecordingFormat.TryReadSigned(ref content, out long clock)
            || !RecordingFormat.TryReadVariable(ref content, out ulong sequence)
            || content.Length < 2 || content[0] > (byte)EdgeDirection.Falling)
        {
            return false;
        }

        EdgeDirection direction = (EdgeDirection)content[0];
        content = content[1..];
        if (!RecordingFormat.TryReadVariable(ref content, out ulong uncertainty) || uncertainty > LongestTime)
        {
            return false;
        }

        unchecked
        {
            _clockMinusMonotonic += clock;
            _sequence += (uint)sequence;
            long local = at.Nanoseconds + _clockMinusMonotonic;
            edge = new PulseEdge(PosixTime.FromNanoseconds(local), at, _sequence)
            {
                Direction = direction,
                Uncertainty = NtpDuration.FromNanoseconds((long)uncertainty),
            };
            return local is >= 0 and < LatestClock;
        }
    }
}
