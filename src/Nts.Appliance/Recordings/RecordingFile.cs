using System;
using System.Buffers;
using System.Globalization;
using System.IO;
using System.Reflection;
using System.Threading;
using Nts.Discipline;
using Nts.Drivers.GpsPps;
using Nts.Drivers.Linux;
using Nts.Recordings;
using Nts.Time;

namespace Nts.Appliance.Recordings;

/// <summary>A recording that is being written: it goes to the disk in large pieces, and is readable whenever it is cut off.</summary>
internal sealed class RecordingFile : IReceiverTap, IDisposable
{
    /// <summary>About four hours of a chatty receiver; no bug report takes more.</summary>
    public const long LongestFile = 16 * 1024 * 1024;

    private const int PieceLength = 64 * 1024;
    private static readonly NtpDuration FlushInterval = NtpDuration.FromSeconds(30);

    private readonly FileStream _file;
    private readonly ArrayBufferWriter<byte> _buffer = new(2 * PieceLength);
    private readonly RecordingWriter _writer;
    private readonly Lock _lock = new();
    private MonotonicTime _flushed = MonotonicClock.Now();

    /// <summary>Starts a recording.</summary>
    /// <param name="path">The file; it must not exist, or be a recording.</param>
    /// <exception cref="IOException">The file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be made.</exception>
    public RecordingFile(string path)
    {
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _writer = new RecordingWriter(_buffer, _flushed);
    }

    /// <summary>Bytes of the receiver so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Edges so far.</summary>
    public long Edges { get; private set; }

    /// <summary>Nothing more is taken: the file has its greatest length, or the disk is full.</summary>
    public string? Full { get; private set; }

    private long Length => _file.Length + _buffer.WrittenCount;

    /// <inheritdoc/>
    public void OnBytes(ReadOnlySpan<byte> bytes, MonotonicTime arrivedAt)
    {
        lock (_lock)
        {
            if (MayTake())
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
            if (MayTake())
            {
                Edges++;
                _writer.WriteEdge(edge);
            }
        }
    }

    /// <inheritdoc/>
    public void OnNote(MonotonicTime at, string text)
    {
        lock (_lock)
        {
            if (MayTake())
            {
                _writer.WriteNote(at, text);
            }
        }
    }

    /// <summary>Ends the recording and closes the file.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _writer.WriteEnd(MonotonicClock.Now());
            Flush();
            _file.Dispose();
        }
    }

    private bool MayTake()
    {
        Full ??= Length > LongestFile ? "the file has its greatest length" : null;
        return Full is null;
    }

    private void FlushWhenDue(MonotonicTime now)
    {
        if (_buffer.WrittenCount >= PieceLength || now - _flushed >= FlushInterval)
        {
            _flushed = now;
            Flush();
        }
    }

    private void Flush()
    {
        try
        {
            _file.Write(_buffer.WrittenSpan);
        }
        catch (IOException e)
        {
            Full = e.Message;
        }

        _buffer.ResetWrittenCount();
    }
}
