using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;
using System.Net.Sockets;
using Nts.Crypto;
using Nts.KeyEstablishment;

namespace Nts.Desktop;

/// <summary>The options that every command has which speaks with a server.</summary>
/// <param name="withAeads">Whether the AEAD algorithms can be chosen.</param>
internal sealed class ServerArguments(bool withAeads = true)
{
    private readonly Option<ushort> _port = new("--port", "-p")
    {
        Description = "TCP port of key establishment.",
        DefaultValueFactory = _ => KeLimits.DefaultPort,
    };

    private readonly Option<string?> _certificate = new("--cert", "-c")
    {
        Description = "PEM file of the certificates to trust, in place of this machine's roots.",
        HelpName = "CA.pem",
    };

    private readonly Option<bool> _ipv4 = new("--ipv4", "-4") { Description = "Use IPv4 only." };
    private readonly Option<bool> _ipv6 = new("--ipv6", "-6") { Description = "Use IPv6 only." };

    private readonly Option<ushort[]> _aeads = AeadOption("AEAD algorithm to offer: 15, 17 or 30. Several times for a list, the best first.");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_port);
        command.Options.Add(_certificate);
        command.Options.Add(_ipv4);
        command.Options.Add(_ipv6);
        if (withAeads)
        {
            command.Options.Add(_aeads);
        }

        command.Validators.Add(result =>
        {
            if (result.GetValue(_ipv4) && result.GetValue(_ipv6))
            {
                result.AddError("-4 and -6 exclude each other.");
            }
        });
    }

    /// <summary>The port of key establishment.</summary>
    public ushort Port(ParseResult result) => result.GetValue(_port);

    /// <summary>The file of trusted certificates, or null.</summary>
    public string? Certificate(ParseResult result) => result.GetValue(_certificate);

    /// <summary>The family of addresses.</summary>
    public AddressFamily Family(ParseResult result) => result.GetValue(_ipv4) ? AddressFamily.InterNetwork
        : result.GetValue(_ipv6) ? AddressFamily.InterNetworkV6
        : AddressFamily.Unspecified;

    /// <summary>The algorithms to offer, or null.</summary>
    public IReadOnlyList<AeadAlgorithm>? Aeads(ParseResult result) => Aeads(result, _aeads);

    /// <summary><c>--aead</c>, which takes the algorithms known here.</summary>
    public static Option<ushort[]> AeadOption(string description)
    {
        Option<ushort[]> option = new("--aead") { Description = description, HelpName = "NUMBER" };
        option.Validators.Add(result =>
        {
            foreach (Token aead in result.Tokens.Where(token => !ushort.TryParse(token.Value, out ushort number) || !AeadKey.IsSupported((AeadAlgorithm)number)))
            {
                result.AddError($"AEAD algorithm {aead.Value} is not one of those known here.");
            }
        });
        return option;
    }

    /// <summary>The algorithms that were given, or null.</summary>
    public static IReadOnlyList<AeadAlgorithm>? Aeads(ParseResult result, Option<ushort[]> option) =>
        result.GetValue(option) is { Length: > 0 } given ? [.. given.Select(number => (AeadAlgorithm)number)] : null;
}
