using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Nts.Discipline;
using Nts.Time;

namespace Nts.Recordings;

/// <summary>Writes a recording, record by record; allocates nothing for bytes and edges.</summary>
public sealed class RecordingWriter
{
    private readonly IBufferWriter<byte> _output;
    private readonly MonotonicTime _start;
    private MonotonicTime _last;
    private long _clockMinusMonotonic;
    private uint _sequence;

    /// <summary>Starts a recording with its header.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="start">The moment that times are counted from.</param>
    public RecordingWriter(IBufferWriter<byte> output, MonotonicTime start)
    {
        _output = output;
        _start = start;
        _last = start;
        output.Write(RecordingFormat.Header);
    }

    /// <summary>Writes a whole recording.</summary>
    public static void Write(Recording recording, IBufferWriter<byte> output)
    {
        RecordingWriter writer = new(output, default);
        foreach (RecordedEvent e in recording.Events)
        {
            if (e.Kind is RecordedKind.Edge)
            {
                writer.WriteEdge(e.Edge);
            }
            else
            {
                writer.Write(e.Kind, e.At, e.Bytes.Span);
            }
        }

        writer.WriteEnd(writer._last);
    }

    /// <summary>Writes a fact in plain words, up to some hundred characters.</summary>
    public void WriteNote(MonotonicTime at, string text) => Write(RecordedKind.Note, at, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes bytes.</summary>
    /// <param name="at">When the first of them arrived.</param>
    /// <param name="bytes">Up to 65,000.</param>
    public void WriteBytes(MonotonicTime at, ReadOnlySpan<byte> bytes) => Write(RecordedKind.Bytes, at, bytes);

    /// <summary>Writes an edge.</summary>
    public void WriteEdge(in PulseEdge edge)
    {
        unchecked
        {
            long clockMinusMonotonic = edge.LocalTime.Nanoseconds - (edge.At.Nanoseconds - _start.Nanoseconds);
            Span<byte> body = stackalloc byte[(3 * RecordingFormat.LongestVariable) + 1];
            int length = RecordingFormat.WriteSigned(body, clockMinusMonotonic - _clockMinusMonotonic);
            length += RecordingFormat.WriteVariable(body[length..], edge.Sequence - _sequence);
            body[length++] = (byte)edge.Direction;
            length += RecordingFormat.WriteVariable(body[length..], (ulong)edge.Uncertainty.Magnitude.TotalNanoseconds);
            Write(RecordedKind.Edge, edge.At, body[..length]);
            _clockMinusMonotonic = clockMinusMonotonic;
            _sequence = edge.Sequence;
        }
    }

    /// <summary>Ends the recording.</summary>
    public void WriteEnd(MonotonicTime at) => Write(RecordedKind.End, at, []);

    private void Write(RecordedKind kind, MonotonicTime at, ReadOnlySpan<byte> content)
    {
        Span<byte> time = stackalloc byte[RecordingFormat.LongestVariable];
        time = time[..RecordingFormat.WriteSigned(time, unchecked(at.Nanoseconds - _last.Nanoseconds))];
        _last = at;
        int body = time.Length + content.Length;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(body, RecordingFormat.LongestBody, nameof(content));

        Span<byte> record = _output.GetSpan(body + RecordingFormat.Overhead);
        record[0] = (byte)kind;
        int length = 1 + RecordingFormat.WriteVariable(record[1..], (ulong)body);
        time.CopyTo(record[length..]);
        content.CopyTo(record[(length + time.Length)..]);
        length += body;
        BinaryPrimitives.WriteUInt16LittleEndian(record[length..], RecordingFormat.Check(record[..length]));
        _output.Advance(length + RecordingFormat.CheckLength);
    }
}
