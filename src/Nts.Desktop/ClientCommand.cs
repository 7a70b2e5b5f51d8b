using System;
using System.CommandLine;
using Nts.Nts;

namespace Nts.Desktop;

/// <summary><c>nts client HOST</c>: establishes keys, asks once for the time, and prints how far this machine's clock is off.</summary>
internal static class ClientCommand
{
    public static Command Create()
    {
        Argument<string> host = new("HOST") { Description = "Name or address of the NTS-KE server; its certificate must bear it." };
        Option<bool> json = new("--json") { Description = "Print one JSON object." };
        Option<bool> verbose = new("--verbose", "-v") { Description = "Describe on standard error every record and every field that is sent and received." };
        Option<int> cookies = new("--cookies")
        {
            Description = "Cookies to ask for, 1 to 8, as a client does that spent so many.",
            HelpName = "COUNT",
            DefaultValueFactory = _ => 1,
        };
        Command command = new("client", "Asks an NTS server for the time once.") { host };
        ServerArguments server = new();
        server.AddTo(command);
        command.Options.Add(cookies);
        command.Options.Add(json);
        command.Options.Add(verbose);
        command.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValue(host)))
            {
                result.AddError("HOST is empty.");
            }

            if (result.GetResult(cookies) is { Implicit: false } && result.GetValue(cookies) is < 1 or > NtsSession.MaxCookies)
            {
                result.AddError("--cookies is 1 to 8.");
            }
        });
        command.SetAction((result, cancellation) =>
        {
            ClientOptions options = new(
                result.GetRequiredValue(host),
                server.Port(result),
                server.Certificate(result),
                server.Family(result),
                server.Aeads(result),
                result.GetValue(cookies),
                result.GetValue(json),
                result.GetValue(verbose));
            return new ClientRun(options, Console.Out, Console.Error).RunAsync(cancellation);
        });
        return command;
    }
}
