using System;
using System.Buffers;
using System.IO;
using System.Threading;
using Nts.Discipline;
using Nts.Drivers.GpsPps;
using Nts.Drivers.Linux;
using Nts.Recordings;
using Nts.Time;

namespace Nts.Appliance.Recordings;

/// <summary>A recording that is being written: it goes out in large pieces, and is readable wherever it is cut off.</summary>
internal sealed class RecordingFile : IReceiverTap, IDisposable
{
    /// <summary>Four hours of a chatty receiver; no bug report takes more.</summary>
    public const long LongestFile = 16 * 1024 * 1024;

    private const int PieceLength = 64 * 1024;
    private static readonly NtpDuration FlushInterval = NtpDuration.FromSeconds(30);

    private readonly Stream _output;
    private readonly ArrayBufferWriter<byte> _buffer = new(2 * PieceLength);
    private readonly RecordingWriter _writer;
    private readonly Lock _lock = new();
    private MonotonicTime _flushed = MonotonicClock.Now();
    private long _length;

    /// <summary>Starts a recording.</summary>
    /// <param name="output">Where it goes; closed in the end.</param>
    public RecordingFile(Stream output)
    {
        _output = output;
        _writer = new RecordingWriter(_buffer, _flushed);
    }

    /// <summary>Bytes of the receiver so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Edges so far.</summary>
    public long Edges { get; private set; }

    /// <summary>Why nothing more is taken; null while it is.</summary>
    public string? Ended { get; private set; }

    /// <inheritdoc/>
    public void OnBytes(ReadOnlySpan<byte> bytes, MonotonicTime arrivedAt)
    {
        lock (_lock)
        {
            if (Ended is null)
            {
                Bytes += bytes.Length;
                _writer.WriteBytes(arrivedAt, bytes);
                FlushWhenDue(arrivedAt);
            }
        }
    }

    /// <inheritdoc/>
    public void OnEdge(in PulseEdge edge)
    {
        lock (_lock)
        {
            if (Ended is null)
            {
                Edges++;
                _writer.WriteEdge(edge);
                FlushWhenDue(edge.At);
            }
        }
    }

    /// <inheritdoc/>
    public void OnNote(MonotonicTime at, string text)
    {
        lock (_lock)
        {
            if (Ended is null)
            {
                _writer.WriteNote(at, text);
                FlushWhenDue(at);
            }
        }
    }

    /// <summary>Ends the recording and closes the file.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (Ended is null)
            {
                End("closed");
            }

            _output.Dispose();
        }
    }

    private void FlushWhenDue(MonotonicTime now)
    {
        if (_buffer.WrittenCount >= PieceLength || now - _flushed >= FlushInterval)
        {
            _flushed = now;
            Flush();
            if (_length >= LongestFile)
            {
                End($"the file has reached its greatest length, {LongestFile >> 20} MB");
            }
        }
    }

    private void End(string why)
    {
        _writer.WriteEnd(MonotonicClock.Now());
        Flush();
        Ended ??= why;
    }

    private void Flush()
    {
        try
        {
            _output.Write(_buffer.WrittenSpan);
            _output.Flush();
            _length += _buffer.WrittenCount;
        }
        catch (IOException e)
        {
            Ended = e.Message;
        }

        _buffer.ResetWrittenCount();
    }
}
