using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using Nts.Server.Hosting;

namespace Nts.Desktop.Roles;

/// <summary>Options that both roles have.</summary>
internal static class RoleOptions
{
    /// <summary><c>--listen</c>: addresses with ports.</summary>
    /// <param name="port">The port of both families when none is given.</param>
    public static Option<IReadOnlyList<IPEndPoint>> Listen(int port) => new("--listen", "-l")
    {
        Description = $"Addresses and ports, such as 192.0.2.1:{port} or [::]:{port}; all of this machine by default.",
        HelpName = "ADDRESS:PORT",
        AllowMultipleArgumentsPerToken = true,
        Arity = ArgumentArity.OneOrMore,
        DefaultValueFactory = _ => Socket.OSSupportsIPv6
            ? [new IPEndPoint(IPAddress.Any, port), new IPEndPoint(IPAddress.IPv6Any, port)]
            : [new IPEndPoint(IPAddress.Any, port)],
        CustomParser = result => [.. result.Tokens.Select(token => EndPoint(result, token.Value)).OfType<IPEndPoint>()],
    };

    /// <summary><c>--key-file</c>.</summary>
    public static Option<string> KeyFile() => new("--key-file")
    {
        Description = "File of the cookie keys.",
        HelpName = "FILE",
        Required = true,
    };

    /// <summary><c>--ratchet</c>.</summary>
    public static Option<bool> Ratchet() => new("--ratchet")
    {
        Description = "Derive each key from the one before (RFC 8915, section 6), as every server does that started with the same file.",
    };

    /// <summary><c>--rotate</c>.</summary>
    public static Option<LengthOfTime> Rotate() => Time("--rotate", TimeSpan.FromDays(1), "How long a key stays current.");

    /// <summary>An option for a length of time.</summary>
    public static Option<LengthOfTime> Time(string name, TimeSpan standard, string description) => new(name)
    {
        Description = description,
        HelpName = "90s|5m|1h|7d",
        DefaultValueFactory = _ => new(standard),
        CustomParser = result =>
        {
            if (!LengthOfTime.TryParse(result.Tokens[0].Value, out LengthOfTime time))
            {
                result.AddError($"'{result.Tokens[0].Value}' is no length of time: write 90s, 5m, 1h or 7d.");
            }

            return time;
        },
    };

    /// <summary>Refuses two options together.</summary>
    public static void Exclude(CommandResult result, Option one, Option other)
    {
        if (result.GetResult(one) is { Implicit: false } && result.GetResult(other) is { Implicit: false })
        {
            result.AddError($"{one.Name} and {other.Name} exclude each other.");
        }
    }

    private static IPEndPoint? EndPoint(ArgumentResult result, string text)
    {
        // IPEndPoint.TryParse takes a bare address for port 0.
        if (IPEndPoint.TryParse(text, out IPEndPoint? endPoint) && endPoint.Port != 0)
        {
            return endPoint;
        }

        result.AddError($"'{text}' is no address with a port: write 192.0.2.1:123 or [::]:123.");
        return null;
    }
}
