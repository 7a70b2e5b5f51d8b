using System;
using System.CommandLine;
using Nts.Desktop.Probing;

namespace Nts.Desktop;

/// <summary><c>nts probe HOST</c>: which rules of the standards an NTS server keeps.</summary>
internal static class ProbeCommand
{
    public static Command Create()
    {
        Argument<string> host = new("HOST") { Description = "Name or address of the NTS-KE server; its certificate must bear it." };
        Option<bool> json = new("--json") { Description = "Print one JSON object for each rule." };
        Option<double> interval = Seconds("--interval", 1, "Seconds between two connections and between two datagrams; many servers take one a second.");
        Option<double> timeout = Seconds("--timeout", 2, "Seconds to wait for an answer.");
        Option<double> patience = Seconds("--patience", 15, "Seconds to wait for a server to give up a silent client.");
        Command command = new("probe", "Checks which rules of RFC 8915 an NTS server keeps; exit code 0 when every MUST is kept, 1 when one is broken, 2 when one could not be found out.") { host };
        ServerArguments server = new(withAeads: false);
        server.AddTo(command);
        foreach (Option option in new Option[] { json, interval, timeout, patience })
        {
            command.Options.Add(option);
        }

        command.SetAction((result, cancellation) =>
        {
            ProbeOptions options = new(
                result.GetRequiredValue(host),
                server.Port(result),
                server.Certificate(result),
                server.Family(result),
                TimeSpan.FromSeconds(result.GetValue(interval)),
                TimeSpan.FromSeconds(result.GetValue(timeout)),
                TimeSpan.FromSeconds(result.GetValue(patience)));
            return new ProbeRun(options, new ProbeReport(Console.Out, Console.Error, result.GetValue(json))).RunAsync(cancellation);
        });
        return command;
    }

    private static Option<double> Seconds(string name, double usual, string description)
    {
        const double Longest = 3600;
        Option<double> option = new(name) { Description = description, HelpName = "SECONDS", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0 and <= Longest))
            {
                result.AddError($"{name} is 0 to {Longest} seconds.");
            }
        });
        return option;
    }
}
