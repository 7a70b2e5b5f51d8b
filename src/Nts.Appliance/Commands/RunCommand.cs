using System;
using System.CommandLine;
using Nts.Appliance.Configuration;
using Nts.Appliance.Timekeeping;
using Nts.Server.Hosting;

namespace Nts.Appliance.Commands;

/// <summary><c>nts-appliance run</c>: the timekeeper in the foreground, as systemd starts it.</summary>
internal static class RunCommand
{
    private const int BadConfiguration = 2;

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        Option<string?> file = ConfigurationOption.Create();
        Command command = new("run", "Keep the time and serve it, until stopped by SIGTERM or Ctrl-C.") { file };
        command.SetAction(result => Run(result.GetValue(file)));
        return command;
    }

    private static int Run(string? given)
    {
        if (ConfigurationReader.ReadFile(given, Console.Error) is not { } file)
        {
            return BadConfiguration;
        }

        using StopSignal stop = new();
        EventLog log = EventLog.On(Console.Out);
        log.Notice($"configuration: {file.Description}");
        return Timekeeper.Run(file.Configuration!, log, stop.Token, file).ExitCode;
    }
}
