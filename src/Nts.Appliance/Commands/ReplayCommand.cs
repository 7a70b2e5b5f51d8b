using System;
using System.CommandLine;
using Nts.Appliance.Recordings;
using Nts.Recordings;

namespace Nts.Appliance.Commands;

/// <summary><c>nts-appliance replay</c>: what the program makes of a recording, in no time.</summary>
/// <remarks>Exit code 0 when a clock locked to it, 1 when none did, 2 when the file cannot be read.</remarks>
internal static class ReplayCommand
{
    private const int NeverLocked = 1;
    private const int Unreadable = 2;

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        Argument<string> file = new("file") { Description = "A recording, or a capture of a receiver's bytes alone." };
        Option<bool> labels = new("--labels") { Description = "Print every pulse with the second that it marks." };
        Command command = new("replay", "Show what becomes of a recording: the receiver's states, the pulses' seconds, the clock's lock.") { file, labels };
        CaptureArguments capture = new(command);
        command.SetAction(result => Run(result.GetValue(file)!, capture.Of(result), result.GetValue(labels)));
        return command;
    }

    private static int Run(string path, CaptureOptions capture, bool labels)
    {
        if (RecordingLoader.Load(path, capture, Console.Error) is not { } recording)
        {
            return Unreadable;
        }

        return OfflineReplay.Run(recording, Console.Out, labels) ? 0 : NeverLocked;
    }
}
