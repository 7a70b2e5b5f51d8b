using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using System.Linq;
using System.Net;
using Nts.Ntp;

namespace Nts.Desktop.Roles;

/// <summary>The options that say whom <c>nts ntp-server</c> answers, and how often.</summary>
internal sealed class PolicyOptions
{
    private readonly Option<Rate> _rate = new("--rate-limit")
    {
        Description = "How often an address is answered, in the words of chrony's ratelimit, or 'off'.",
        HelpName = "WORDS",
        DefaultValueFactory = _ => new(new RateLimit()),
        CustomParser = ParseRate,
    };

    private readonly Option<IReadOnlyList<IPNetwork>> _allow = Prefixes("--allow", "Prefixes whose clients are answered; everybody by default.", [IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")]);
    private readonly Option<IReadOnlyList<IPNetwork>> _deny = Prefixes("--deny", "Prefixes whose clients are not; of nested prefixes the most specific decides.", []);
    private readonly Option<string?> _symmetricKeys = new("--symmetric-keys") { Description = "File of symmetric keys in chrony's format, read again when it changes.", HelpName = "FILE" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_rate);
        command.Options.Add(_allow);
        command.Options.Add(_deny);
        command.Options.Add(_symmetricKeys);
    }

    /// <summary>The file of symmetric keys; null without one.</summary>
    public string? SymmetricKeyFile(ParseResult result) => result.GetValue(_symmetricKeys) is { } file ? Path.GetFullPath(file) : null;

    /// <summary>What was asked for.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="symmetricKeys">The keys of <see cref="SymmetricKeyFile"/>.</param>
    public ServicePolicy Policy(ParseResult result, SymmetricKeys symmetricKeys) => new()
    {
        RateLimit = result.GetRequiredValue(_rate).Limit,
        Access = AccessList.Create(result.GetRequiredValue(_allow), result.GetRequiredValue(_deny)),
        SymmetricKeys = symmetricKeys,
    };

    private static Option<IReadOnlyList<IPNetwork>> Prefixes(string name, string description, IReadOnlyList<IPNetwork> standard) => new(name)
    {
        Description = description,
        HelpName = "PREFIX",
        AllowMultipleArgumentsPerToken = true,
        Arity = ArgumentArity.OneOrMore,
        DefaultValueFactory = _ => standard,
        CustomParser = result =>
        {
            List<IPNetwork> prefixes = [];
            foreach (string text in result.Tokens.Select(token => token.Value).Where(text => !AccessList.TryParsePrefix(text, prefixes)))
            {
                result.AddError($"'{text}' is no prefix: write 192.0.2.0/24, 2001:db8::/32, one address, or 'all'.");
            }

            return prefixes;
        },
    };

    private static Rate? ParseRate(ArgumentResult result)
    {
        string words = result.Tokens[0].Value;
        if (words == "off")
        {
            return new(null);
        }

        if (!RateLimit.TryParse(words, out RateLimit limit))
        {
            result.AddError($"'{words}' is no rate limit: write 'off', or words such as '{new RateLimit()}'.");
        }

        return new(limit);
    }

    /// <summary>A limit or none; System.CommandLine casts a parsed null to the struct, which throws.</summary>
    private sealed record Rate(RateLimit? Limit);
}
