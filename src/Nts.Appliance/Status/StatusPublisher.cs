using System;
using System.Buffers;
using System.IO;
using System.IO.MemoryMappedFiles;
using System.Text.Json;
using System.Threading;

namespace Nts.Appliance.Status;

/// <summary>Writes the timekeeper's state into its <see cref="StatusFile"/>, from buffers that it keeps.</summary>
internal sealed class StatusPublisher : IDisposable
{
    private readonly ArrayBufferWriter<byte> _document = new(StatusFile.Size);
    private readonly string _path;
    private readonly Utf8JsonWriter _json;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private uint _sequence;

    /// <summary>Creates the file, readable by everyone on the machine.</summary>
    /// <param name="directory">The run directory; made if it does not exist.</param>
    /// <exception cref="IOException">The file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory belongs to someone else.</exception>
    public StatusPublisher(string directory)
    {
        Directory.CreateDirectory(directory);
        _path = Path.Combine(directory, StatusFile.FileName);

        // A new file rather than an old one reused: a reader that still maps the old one keeps a consistent document.
        File.Delete(_path);
        using (FileStream created = new(_path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
        }))
        {
            // Whatever the umask.
            File.SetUnixFileMode(created.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
            created.SetLength(StatusFile.Size);
        }

        _file = MemoryMappedFile.CreateFromFile(_path, FileMode.Open);
        _view = _file.CreateViewAccessor();
        _view.Write(0, StatusFile.Magic);
        _json = new Utf8JsonWriter(_document, new JsonWriterOptions { SkipValidation = true });
    }

    /// <summary>Replaces the document.</summary>
    public void Publish(StatusDocument status)
    {
        _document.ResetWrittenCount();
        _json.Reset();
        JsonSerializer.Serialize(_json, status, StatusJson.Default.StatusDocument);
        ReadOnlySpan<byte> bytes = _document.WrittenSpan;
        if (bytes.Length > StatusFile.Size - StatusFile.DocumentOffset)
        {
            throw new InvalidOperationException($"The state has {bytes.Length} bytes and its file room for {StatusFile.Size - StatusFile.DocumentOffset}.");
        }

        unchecked
        {
            _view.Write(StatusFile.SequenceOffset, ++_sequence);
            Thread.MemoryBarrier();
            _view.Write(StatusFile.LengthOffset, (uint)bytes.Length);
            _view.SafeMemoryMappedViewHandle.WriteSpan(StatusFile.DocumentOffset, bytes);
            Thread.MemoryBarrier();
            _view.Write(StatusFile.SequenceOffset, ++_sequence);
        }
    }

    /// <summary>Takes the file away: nobody publishes any more.</summary>
    public void Dispose()
    {
        File.Delete(_path);
        _json.Dispose();
        _view.Dispose();
        _file.Dispose();
    }
}
