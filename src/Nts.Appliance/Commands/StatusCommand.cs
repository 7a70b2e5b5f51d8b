using System;
using System.CommandLine;
using System.IO;
using System.Text;
using Nts.Appliance.Status;

namespace Nts.Appliance.Commands;

/// <summary><c>nts-appliance status</c>: what a running timekeeper says of itself.</summary>
/// <remarks>Exit code 0 when its clock is served as synchronised, 1 when it is not, 2 when no timekeeper runs.</remarks>
internal static class StatusCommand
{
    private const int NotSynchronized = 1;
    private const int NotRunning = 2;

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
        StatusView view = StatusView.Of(path);
        if (view.Status is not null)
        {
            Console.Out.WriteLine(json ? Encoding.UTF8.GetString(view.Json.Span) : StatusText.Render(view.Status));
        }

        if (view.Problem is not null)
        {
            Console.Error.WriteLine(view.Problem);
            return NotRunning;
        }

        return view.Status!.IsSynchronized ? 0 : NotSynchronized;
    }
}
