using System;
using System.CommandLine;
using System.Net.Sockets;
using Nts.KeyEstablishment;

namespace Nts.Desktop;

/// <summary><c>nts client HOST</c>: establishes keys, asks once for the time, and prints how far this machine's clock is off.</summary>
internal static class ClientCommand
{
    public static Command Create()
    {
        Argument<string> host = new("HOST") { Description = "Name or address of the NTS-KE server; its certificate must bear it." };
        Option<ushort> port = new("--port", "-p")
        {
            Description = "TCP port of key establishment.",
            DefaultValueFactory = _ => KeLimits.DefaultPort,
        };
        Option<string?> certificate = new("--cert", "-c")
        {
            Description = "PEM file of the certificates to trust, in place of this machine's roots.",
            HelpName = "CA.pem",
        };
        Option<bool> ipv4 = new("--ipv4", "-4") { Description = "Use IPv4 only." };
        Option<bool> ipv6 = new("--ipv6", "-6") { Description = "Use IPv6 only." };
        Option<bool> json = new("--json") { Description = "Print one JSON object." };
        Option<bool> verbose = new("--verbose", "-v") { Description = "Say on standard error what happens." };
        Command command = new("client", "Asks an NTS server for the time once.") { host, port, certificate, ipv4, ipv6, json, verbose };
        command.Validators.Add(result =>
        {
            if (result.GetValue(ipv4) && result.GetValue(ipv6))
            {
                result.AddError("-4 and -6 exclude each other.");
            }

            if (string.IsNullOrWhiteSpace(result.GetValue(host)))
            {
                result.AddError("HOST is empty.");
            }
        });
        command.SetAction((result, cancellation) =>
        {
            AddressFamily family = result.GetValue(ipv4) ? AddressFamily.InterNetwork
                : result.GetValue(ipv6) ? AddressFamily.InterNetworkV6
                : AddressFamily.Unspecified;
            ClientOptions options = new(
                result.GetRequiredValue(host),
                result.GetValue(port),
                result.GetValue(certificate),
                family,
                result.GetValue(json),
                result.GetValue(verbose));
            return new ClientRun(options, Console.Out, Console.Error).RunAsync(cancellation);
        });
        return command;
    }
}
