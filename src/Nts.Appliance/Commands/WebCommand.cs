using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
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
    /// <summary>The option of a program that starts it and wants it to end with itself.</summary>
    internal const string UntilInputEnds = "--until-input-ends";

    private const int CannotListen = 1;
    private const int BadConfiguration = 2;

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        Option<string?> file = ConfigurationOption.Create();
        Option<string> directory = new("--run-directory") { Description = "Where the timekeeper publishes its state; the configuration file is not read then." };
        Option<string> listen = new("--listen") { Description = "Addresses and TCP ports in the place of those of the configuration, with commas between them." };
        Option<bool> untilInputEnds = new(UntilInputEnds) { Description = "End when standard input does.", Hidden = true };
        Command command = new("web", "Show the state of a running timekeeper as a page and as metrics.") { file, directory, listen, untilInputEnds };
        listen.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } text && Endpoints(text).Any(endpoint => endpoint is null or { Port: 0 }))
            {
                result.AddError($"'{text}': write addresses with ports, such as 127.0.0.1:8080");
            }
        });
        command.SetAction(result => Run(result.GetValue(file), result.GetValue(directory), result.GetValue(listen), result.GetValue(untilInputEnds)));
        return command;
    }

    private static IEnumerable<IPEndPoint?> Endpoints(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries).Select(item => IPEndPoint.TryParse(item, out IPEndPoint? endpoint) ? endpoint : null);

    private static int Run(string? given, string? directory, string? listen, bool untilInputEnds)
    {
        ApplianceConfiguration? configuration = directory is null
            ? ConfigurationReader.ReadFile(given, Console.Error)?.Configuration
            : new() { RunDirectory = directory };
        if (configuration is null)
        {
            return BadConfiguration;
        }

        if (listen is not null)
        {
            configuration.WebListen = [.. Endpoints(listen).OfType<IPEndPoint>()];
        }

        return ServeAsync(configuration, untilInputEnds).GetAwaiter().GetResult();
    }

    private static async Task EndWithInputAsync(CancellationTokenSource stop)
    {
        await using Stream input = Console.OpenStandardInput();
        await input.CopyToAsync(Stream.Null, stop.Token).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
    }

    private static async Task<int> ServeAsync(ApplianceConfiguration configuration, bool untilInputEnds)
    {
        EventLog log = EventLog.On(Console.Out);
        await using AlarmCommand? command = configuration.AlarmCommand is { } program ? new AlarmCommand(program, configuration.AlarmTimeLimit.Value, log) : null;
        AlarmWatch alarms = new(log, command);
        StatusWatch watch = new(Path.Combine(configuration.RunDirectory, StatusFile.FileName), MonotonicClock.Now);
        try
        {
            await using WebServer server = await WebServer.StartAsync(configuration.WebListen, new StatusSite(watch, alarms)).ConfigureAwait(false);
            using StopSignal signal = new();
            using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(signal.Token);
            _ = untilInputEnds ? EndWithInputAsync(stop) : Task.CompletedTask;
            using SystemdNotifier systemd = SystemdNotifier.FromEnvironment();
            log.Notice($"page: http://{string.Join(", http://", server.Listening)}");
            systemd.Ready();
            await Task.WhenAll(alarms.RunAsync(() => watch.View, stop.Token), watch.RunAsync(stop.Token)).ConfigureAwait(false);
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
