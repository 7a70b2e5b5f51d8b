using System;
using System.Globalization;
using System.IO;
using Nts.Discipline;
using Nts.Drivers.GpsPps;
using Nts.Server.Hosting;
using Nts.Time;

namespace Nts.Appliance.Recordings;

/// <summary>
/// How <c>nts-appliance record</c> records through a timekeeper, which has the port for itself: a file that asks for it appears in the run
/// directory, the recording appears beside it (in memory on most machines), and ends when the request goes away.
/// </summary>
/// <remarks>Who may write into the run directory may record; clients of the server may not.</remarks>
internal sealed class RecordingDoor(string runDirectory, EventLog log) : IReceiverTap, IDisposable
{
    /// <summary>The request: seconds, as text.</summary>
    public const string RequestName = "record";

    /// <summary>The recording while it is written.</summary>
    public const string UnfinishedName = "recording.part";

    /// <summary>The recording when it is whole.</summary>
    public const string FinishedName = "recording";

    /// <summary>The longest recording, whatever the request says.</summary>
    public const double LongestSeconds = 24 * 3600;

    /// <summary>It holds the position.</summary>
    private static readonly FileStreamOptions OwnersAlone = new()
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.Write,
        BufferSize = 0,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    };

    private volatile RecordingFile? _file;
    private MonotonicTime _end;

    /// <summary>The receiver; set before it starts.</summary>
    public ReceiverOptions? Receiver { get; set; }

    private string Request => Path.Combine(runDirectory, RequestName);

    private string Unfinished => Path.Combine(runDirectory, UnfinishedName);

    /// <summary>Looks whether somebody wants a recording, or no longer wants it.</summary>
    public void OnTick(MonotonicTime now)
    {
        try
        {
            if (_file is null && File.Exists(Request))
            {
                Begin(now);
            }
            else if (_file is { } file && (now >= _end || file.Ended is not null || !File.Exists(Request)))
            {
                Finish(file);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.Warning($"recording: {e.Message}");
            _file = null;
        }
    }

    /// <inheritdoc/>
    public void OnBytes(ReadOnlySpan<byte> bytes, MonotonicTime arrivedAt) => _file?.OnBytes(bytes, arrivedAt);

    /// <inheritdoc/>
    public void OnEdge(in PulseEdge edge) => _file?.OnEdge(edge);

    /// <inheritdoc/>
    public void OnNote(MonotonicTime at, string text) => _file?.OnNote(at, text);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_file is { } file)
        {
            Finish(file);
        }
    }

    private void Begin(MonotonicTime now)
    {
        bool isNumber = double.TryParse(File.ReadAllText(Request), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds);
        _end = now + NtpDuration.FromSeconds(isNumber && seconds > 0 ? Math.Min(seconds, LongestSeconds) : 0);
        File.Delete(Unfinished);
        RecordingFile file = new(new FileStream(Unfinished, OwnersAlone));
        RecordingFacts.Note(file, Receiver!);
        _file = file;
        log.Notice("recording what comes from the receiver, as asked for");
    }

    private void Finish(RecordingFile file)
    {
        _file = null;
        file.Dispose();
        File.Move(Unfinished, Path.Combine(runDirectory, FinishedName), overwrite: true);
        File.Delete(Request);
        log.Notice($"recording ended: {file.Bytes} bytes, {file.Edges} edges");
    }
}
