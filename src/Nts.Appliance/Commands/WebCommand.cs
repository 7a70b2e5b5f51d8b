using System;
using System.CommandLine;
using System.IO;
using System.Threading.Tasks;
using Nts.Appliance.Alarms;
using Nts.Appliance.Configuration;
using Nts.Appliance.Status;
using Nts.Appliance.Web;
using Nts.Drivers.Linux;
using Nts.Server.Hosting;

namespace Nts.Appliance.Commands;

/// <summary><c>nts-appliance web</c>: page and metrics about a timekeeper that runs in another process, of which it only reads the published state.</summary>
internal static class WebCommand
{
    private const int CannotListen = 1;
    private const int BadConfiguration = 2;

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        Option<string?> file = ConfigurationOption.Create();
        Option<string> directory = new("--run-directory") { Description = "Where the timekeeper publishes its state; the configuration file is not read then." };
        Command command = new("web", "Show the state of a running timekeeper as a page and as metrics.") { file, directory };
        command.SetAction(result => Run(result.GetValue(file), result.GetValue(directory)));
        return command;
    }

    private static int Run(string? given, string? directory)
    {
        ApplianceConfiguration? configuration = directory is null
            ? ConfigurationReader.ReadFile(given, Console.Error)?.Configuration
            : new() { RunDirectory = directory };
        if (configuration is null)
        {
            return BadConfiguration;
        }

        return ServeAsync(configuration).GetAwaiter().GetResult();
    }

    private static async Task<int> ServeAsync(ApplianceConfiguration configuration)
    {
        EventLog log = EventLog.On(Console.Out);
        string statusPath = Path.Combine(configuration.RunDirectory, StatusFile.FileName);
        await using AlarmCommand? command = configuration.AlarmCommand is { } program ? new AlarmCommand(program, configuration.AlarmTimeLimit.Value, log) : null;
        AlarmWatch alarms = new(log, command);
        StatusSite site = new(statusPath, alarms);
        try
        {
            await using WebServer server = await WebServer.StartAsync(configuration.WebListen, site).ConfigureAwait(false);
            using StopSignal stop = new();
            using SystemdNotifier systemd = SystemdNotifier.FromEnvironment();
            log.Notice($"page: http://{string.Join(", http://", server.Listening)}");
            systemd.Ready();
            await alarms.RunAsync(statusPath, stop.Token).ConfigureAwait(false);
            systemd.Stopping();
            return 0;
        }
        catch (IOException e)
        {
            log.Error($"page: {e.Message}");
            return CannotListen;
        }
    }
}
