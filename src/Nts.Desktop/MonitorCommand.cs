using System;
using System.CommandLine;
using System.Linq;
using System.Threading.Tasks;
using Nts.Client;
using Nts.Desktop.Monitoring;
using Nts.Drivers.OpenSsl;
using Nts.KeyEstablishment;
using Nts.Server.Client;
using Nts.Server.Hosting;
using Nts.Time;

namespace Nts.Desktop;

/// <summary><c>nts monitor HOST…</c>: keeps asking one or more servers and shows how they do.</summary>
internal static class MonitorCommand
{
    private const int ShortestPoll = -4;
    private const int LongestPoll = 17;

    public static Command Create()
    {
        Argument<string[]> hosts = new("HOST")
        {
            Description = "Names or addresses of NTS-KE servers, each as HOST or HOST:PORT.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<bool> plain = new("--plain") { Description = "Ask without NTS; the hosts are NTP servers, and the port is 123 unless they say otherwise." };
        Option<int?> poll = new("--poll") { Description = "Ask every 2^N seconds, -4 to 17; without it every 64 s to 1024 s, and more often at the start.", HelpName = "N" };
        Option<long?> count = new("--count", "-n") { Description = "End after so many requests to each host.", HelpName = "COUNT" };
        Option<string?> duration = new("--for") { Description = "End after a time, such as 30s, 5m or 1h.", HelpName = "TIME" };
        Option<bool> json = new("--json") { Description = "Print one JSON object for each thing that happens." };
        Command command = new("monitor", "Keeps asking servers and shows offset, delay, jitter and cookies of each.") { hosts };
        ServerArguments server = new();
        server.AddTo(command);
        foreach (Option option in new Option[] { plain, poll, count, duration, json })
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetValue(poll) is < ShortestPoll or > LongestPoll)
            {
                result.AddError($"--poll is {ShortestPoll} to {LongestPoll}.");
            }

            if (result.GetValue(duration) is string text && !LengthOfTime.TryParse(text, out _))
            {
                result.AddError($"--for: \"{text}\" is no time such as 30s, 5m or 1h.");
            }

            foreach (string host in (result.GetValue(hosts) ?? []).Where(host => HostAndPort.Parse(host) is null))
            {
                result.AddError($"\"{host}\" is no host.");
            }
        });
        command.SetAction(result =>
        {
            bool isPlain = result.GetValue(plain);
            ushort port = isPlain ? KeLimits.DefaultNtpPort : server.Port(result);
            AssociationOptions association = new() { UsesNts = !isPlain };
            if (result.GetValue(poll) is int exponent)
            {
                association = association with { MinPoll = new((sbyte)exponent), MaxPoll = new((sbyte)exponent) };
            }

            MonitorOptions options = new(
                [.. result.GetRequiredValue(hosts).Select(host => (host, Target(host, port, server, result)))],
                association,
                server.Certificate(result),
                server.Aeads(result),
                result.GetValue(count),
                result.GetValue(duration) is string text && LengthOfTime.TryParse(text, out LengthOfTime time) ? time.Value : null,
                result.GetValue(json));
            return RunAsync(options).GetAwaiter().GetResult();
        });
        return command;
    }

    private static async Task<int> RunAsync(MonitorOptions options)
    {
        using StopSignal stop = new();
        IMonitorView view = options.IsJson || Console.IsOutputRedirected
            ? new LineView(Console.Out, options.IsJson, Now)
            : new TableView([.. options.Targets.Select(target => new MonitorRow(target.Name, null))], Now, TimeProvider.System);
        try
        {
            return await new MonitorRun(options, view).RunAsync(stop.Token).ConfigureAwait(false);
        }
        catch (TlsException e)
        {
            await Console.Error.WriteLineAsync($"failure of tls stage: {e.Message}").ConfigureAwait(false);
            return 1;
        }
    }

    private static MonotonicTime Now() => HostClock.Monotonic(TimeProvider.System);

    private static AssociationTarget Target(string text, ushort usual, ServerArguments server, ParseResult result)
    {
        HostAndPort host = HostAndPort.Parse(text)!;
        return new(host.Host, host.Port ?? usual, server.Family(result));
    }
}
