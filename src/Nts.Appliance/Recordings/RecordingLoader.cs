using System;
using System.IO;
using Nts.Recordings;

namespace Nts.Appliance.Recordings;

/// <summary>Reads a recording, or a capture of bytes alone, from a file.</summary>
internal static class RecordingLoader
{
    private const long LongestFile = 64 * 1024 * 1024;

    /// <summary>Reads a file; says on the writer what of it cannot be used. Null when nothing can.</summary>
    public static Recording? Load(string path, CaptureOptions capture, TextWriter complaints)
    {
        try
        {
            FileInfo file = new(path);
            if (file.Exists && file.Length > LongestFile)
            {
                complaints.WriteLine($"{path}: longer than {LongestFile >> 20} MB, which no recording is");
                return null;
            }

            byte[] bytes = File.ReadAllBytes(path);
            Recording recording = RecordingReader.IsRecording(bytes) ? RecordingReader.Read(bytes) : CaptureImport.Import(bytes, capture);
            if (recording.Damage is { } damage)
            {
                complaints.WriteLine($"{path}: {damage}, and are used");
            }

            return recording;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            complaints.WriteLine($"{path}: {e.Message}");
            return null;
        }
    }
}
