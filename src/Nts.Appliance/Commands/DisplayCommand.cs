using System;
using System.CommandLine;
using System.IO;
using Nts.Appliance.Configuration;
using Nts.Appliance.Displays;
using Nts.Appliance.Status;
using Nts.Drivers.Displays;
using Nts.Drivers.Linux;
using Nts.Server.Hosting;

namespace Nts.Appliance.Commands;

/// <summary><c>nts-appliance display</c>: shows the time of a timekeeper that runs in another process on a display.</summary>
internal static class DisplayCommand
{
    private const int BadConfiguration = 2;

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        Option<string?> file = ConfigurationOption.Create();
        Command command = new("display", "Show the time and the state of a running timekeeper on a display (MAX7219, HT16K33, SSD1306).") { file };
        command.SetAction(result => Run(result.GetValue(file)));
        return command;
    }

    private static int Run(string? given)
    {
        if (ConfigurationReader.ReadFile(given, Console.Error)?.Configuration is not { } configuration)
        {
            return BadConfiguration;
        }

        EventLog log = EventLog.On(Console.Out);
        using SystemdNotifier systemd = SystemdNotifier.FromEnvironment();
        if (DisplayChoice.Of(configuration.Display) is not { } choice)
        {
            systemd.Ready();
            log.Notice("display: none is configured; set kind in [display]");
            return 0;
        }

        if (configuration.Display.ZoneProblem is { } problem)
        {
            log.Warning($"display: {problem}");
        }

        string published = Path.Combine(configuration.RunDirectory, StatusFile.FileName);
        StatusFaces faces = new(() => StatusView.Of(published), configuration.Display.Zone);
        using DisplayLoop loop = new(choice.Chip, choice.Open, faces, rest => PreciseSleep.Until(MonotonicClock.Now() + rest), text => log.Notice($"display: {text}"));
        using StopSignal stop = new();
        systemd.Ready();
        loop.Run(stop.Token);
        systemd.Stopping();
        log.Notice($"display: {loop.Delays}");
        return 0;
    }
}
