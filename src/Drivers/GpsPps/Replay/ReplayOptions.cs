using System;
using System.Globalization;
using System.Linq;
using Nts.Recordings;

namespace Nts.Drivers.GpsPps.Replay;

/// <summary>How a recording is opened as a receiver.</summary>
internal static class ReplayOptions
{
    /// <summary>The note that tells the speed of the line.</summary>
    private const string BaudNote = "baud: ";

    private const int UsualBaudRate = 9600;

    /// <summary>Options for a port that gives a recording.</summary>
    public static ReceiverOptions Of(Recording recording, string port) => new(port, BaudRate(recording))
    {
        Pulse = new PulseInput("the recording's pulse", _ => throw new NotSupportedException()),
        Pairing = RecordedDate.Pairing(recording),
        Simulation = "replay of a recording: time and pulse come from a file, not from satellites",
    };

    private static int BaudRate(Recording recording)
    {
        string? note = recording.Notes.LastOrDefault(note => note.StartsWith(BaudNote, StringComparison.Ordinal));
        return note is not null && int.TryParse(note[BaudNote.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out int rate)
            && rate is >= 4_800 and <= 921_600 ? rate : UsualBaudRate;
    }
}
