using System;
using System.CommandLine;
using System.IO;
using System.Text;
using System.Text.Json;
using Nts.Appliance.Status;
using Nts.Drivers.Linux;
using Nts.Time;

namespace Nts.Appliance.Commands;

/// <summary><c>nts-appliance status</c>: what a running timekeeper says of itself.</summary>
/// <remarks>Exit code 0 when its clock is served as synchronised, 1 when it is not, 2 when no timekeeper runs.</remarks>
internal static class StatusCommand
{
    private const int NotSynchronized = 1;
    private const int NotRunning = 2;
    private static readonly NtpDuration StaleAfter = NtpDuration.FromSeconds(5);

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        Option<string> directory = new("--run-directory")
        {
            Description = "Where the timekeeper publishes its state.",
            DefaultValueFactory = _ => new Configuration.ApplianceConfiguration().RunDirectory,
        };
        Option<bool> json = new("--json") { Description = "Print the published document as it is." };
        Command command = new("status", "Say whether the clock is locked and how well, or why not.") { directory, json };
        command.SetAction(result => Show(Path.Combine(result.GetValue(directory)!, StatusFile.FileName), result.GetValue(json)));
        return command;
    }

    private static int Show(string path, bool json)
    {
        if (!StatusFile.TryRead(path, out byte[] document, out string reason))
        {
            Console.Error.WriteLine(reason);
            return NotRunning;
        }

        StatusDocument status = JsonSerializer.Deserialize(document, StatusJson.Default.StatusDocument)!;
        NtpDuration age = MonotonicClock.Now() - MonotonicTime.FromNanoseconds(status.PublishedAtMonotonicNanoseconds);
        Console.Out.WriteLine(json ? Encoding.UTF8.GetString(document) : StatusText.Render(status));

        // A reboot restarts the monotonic clock, so an age below zero is as stale as a large one.
        if (age > StaleAfter || age < NtpDuration.Zero)
        {
            Console.Error.WriteLine($"the state in {path} is old: the timekeeper (process {status.ProcessId}) has stopped publishing");
            return NotRunning;
        }

        return status.Clock.Leap == (int)LeapIndicator.Unsynchronized ? NotSynchronized : 0;
    }
}
