using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Linq;
using System.Numerics;
using Nts.KeyEstablishment;
using Nts.Ntp;
using Nts.Nts;
using Nts.Server.Client;
using Nts.Server.Hosting;

namespace Nts.Desktop.Bench;

/// <summary><c>nts bench HOST</c>: how much load an NTP or NTS server of one's own bears, and how evenly it answers.</summary>
internal static class BenchCommand
{
    /// <summary>Exit code of a command line that makes no sense; 1 tells of the server here.</summary>
    public const int Misused = 2;

    /// <summary>The last extension field of a packet without a MAC has at least 28 octets (RFC 7822 §7.5.1.4).</summary>
    private const int ShortestExtended = NtpHeader.Length + 28;
    private const string Name = "bench";
    private const int LongestSeconds = 24 * 3600;
    private const int MostInFlight = 1 << 16;
    private const int MostClients = 1024;
    private const double FastestRate = 10_000_000;
    private const int UsualInFlight = 64;
    private const int UsualKeInFlight = 4;

    private static readonly Argument<string> HostArgument = new("HOST[:PORT]") { Description = "The server: port 123, or 4460 with --mode ke, unless given." };

    private static readonly Option<string> ModeOption = new("--mode")
    {
        Description = "plain: NTP. nts: NTP with NTS, keys from --ke. ke: key establishments.",
        DefaultValueFactory = _ => "plain",
    };

    private static readonly Option<string?> KeOption = new("--ke") { Description = "Who gives the keys of --mode nts; the same host, port 4460, unless given.", HelpName = "HOST[:PORT]" };
    private static readonly Option<string?> CertOption = new("--cert", "-c") { Description = "PEM file of the certificates to trust, in place of this machine's roots.", HelpName = "CA.pem" };
    private static readonly Option<ushort[]> AeadOption = ServerArguments.AeadOption("AEAD algorithm to offer: 15, 17 or 30. Several times for a list, the best first.");
    private static readonly Option<int> CookiesOption = Number("--cookies", "Cookies that each NTS request asks for, its own included.", 1, 1, NtsSession.MaxCookies);
    private static readonly Option<int> OctetsOption = CreateOctetsOption();
    private static readonly Option<int?> InFlightOption = Optional<int>("--in-flight", "Closed loop: so many requests wait for replies at any time; 64, or 4 with --mode ke.", 1, MostInFlight);
    private static readonly Option<double?> RateOption = Optional<double>("--rate", "Open loop: so many requests a second, whether or not replies come.", 0.1, FastestRate);
    private static readonly Option<bool> RelaxedOption = new("--relaxed") { Description = "Open loop: sleep while nothing is due; requests leave in bunches, and the core is free meanwhile." };
    private static readonly Option<double> SecondsOption = Number("--seconds", "How long to measure.", 10.0, 0.001, LongestSeconds);
    private static readonly Option<double> WarmUpOption = Number("--warm-up", "Seconds of load before that, which count for nothing.", 1.0, 0, 3600);
    private static readonly Option<long?> CountOption = Optional<long>("--count", "Measure so many requests at most.", 1, long.MaxValue);
    private static readonly Option<int> ClientsOption = Number("--clients", "UDP sockets, each with a port of its own.", 1, 1, MostClients);
    private static readonly Option<string> VerifyOption = new("--verify")
    {
        Description = "sample: authenticate one reply in 64, for full load. All are matched with their requests in any case.",
        DefaultValueFactory = _ => "every",
    };

    private static readonly Option<bool> JsonOption = new("--json") { Description = "Print one JSON object." };
    private static readonly Option<bool> OwnOption = new("--i-own-this-host") { Description = "Load a server that is not on this machine: it is yours, and so is the network up to it." };

    public static Command Create()
    {
        ModeOption.AcceptOnlyFromAmong("plain", "nts", "ke");
        VerifyOption.AcceptOnlyFromAmong("every", "sample");
        Command command = new(Name, "Loads a server of your own and shows how fast and how evenly it answers. Keeps one core busy all the time, waiting included, unless --relaxed.")
        {
            HostArgument, ModeOption, InFlightOption, RateOption, RelaxedOption, SecondsOption, CountOption, WarmUpOption, ClientsOption,
            KeOption, CertOption, AeadOption, CookiesOption, OctetsOption, VerifyOption, JsonOption, OwnOption,
        };
        command.Validators.Add(Validate);
        command.SetAction(result =>
        {
            using StopSignal stop = new();
            return new BenchRun(Options(result), Console.Out, Console.Error).RunAsync(stop.Token).GetAwaiter().GetResult();
        });
        return command;
    }

    /// <summary>Whether a command line is one of <c>nts bench</c> that makes no sense.</summary>
    public static bool IsMisused(ParseResult result) => result.Errors.Count > 0 && result.CommandResult.Command.Name == Name;

    /// <summary>What the command line asks for.</summary>
    internal static BenchOptions Options(ParseResult result)
    {
        BenchMode mode = Mode(result.GetValue(ModeOption));
        HostAndPort host = HostAndPort.Parse(result.GetRequiredValue(HostArgument))!;
        HostAndPort keyServer = HostAndPort.Parse(result.GetValue(KeOption) ?? host.Host)!;
        return new BenchOptions
        {
            Mode = mode,
            Host = host.Host,
            Port = host.Port ?? (mode == BenchMode.Ke ? KeLimits.DefaultPort : KeLimits.DefaultNtpPort),
            KeyServer = keyServer with { Port = keyServer.Port ?? KeLimits.DefaultPort },
            CertificateFile = result.GetValue(CertOption),
            Aeads = ServerArguments.Aeads(result, AeadOption),
            Cookies = result.GetValue(CookiesOption),
            Octets = result.GetValue(OctetsOption),
            InFlight = result.GetValue(InFlightOption) ?? (mode == BenchMode.Ke ? UsualKeInFlight : UsualInFlight),
            Rate = result.GetValue(RateOption),
            IsRelaxed = result.GetValue(RelaxedOption),
            Duration = TimeSpan.FromSeconds(result.GetValue(SecondsOption)),
            Count = result.GetValue(CountOption),
            WarmUp = TimeSpan.FromSeconds(result.GetValue(WarmUpOption)),
            Clients = result.GetValue(ClientsOption),
            VerifiesEvery = result.GetValue(VerifyOption) == "every",
            IsJson = result.GetValue(JsonOption),
            IsOwned = result.GetValue(OwnOption),
        };
    }

    private static void Validate(CommandResult result)
    {
        foreach (string? host in new[] { result.GetValue(HostArgument), Word(result, KeOption) }.Where(host => host is not null && HostAndPort.Parse(host) is null))
        {
            result.AddError($"\"{host}\" is no host: write HOST, HOST:PORT or [IPv6]:PORT.");
        }

        if (IsGiven(result, InFlightOption) && IsGiven(result, RateOption))
        {
            result.AddError("--in-flight is for a closed loop and --rate for an open one.");
        }

        BenchMode mode = Mode(Word(result, ModeOption));
        if (IsGiven(result, RelaxedOption) && (!IsGiven(result, RateOption) || mode == BenchMode.Ke))
        {
            result.AddError("--relaxed is for --rate, and not for --mode ke.");
        }

        Option[] foreign = mode switch
        {
            BenchMode.Plain => [KeOption, AeadOption, CookiesOption],
            BenchMode.Ke => [KeOption, CookiesOption, ClientsOption, OctetsOption],
            _ => [OctetsOption],
        };
        foreach (Option option in foreign.Where(option => IsGiven(result, option)))
        {
            result.AddError($"{option.Name} is not for --mode {BenchReport.Name(mode)}.");
        }
    }

    private static BenchMode Mode(string? name) => name switch
    {
        "nts" => BenchMode.Nts,
        "ke" => BenchMode.Ke,
        _ => BenchMode.Plain,
    };

    /// <summary>What was written, if anything; GetValue throws where it is wrong, and that is found out only later.</summary>
    private static string? Word(CommandResult result, Option option) => result.GetResult(option)?.Tokens is [.., Token last] ? last.Value : null;

    private static bool IsGiven(CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };

    private static Option<T> Number<T>(string name, string description, T usual, T least, T most)
        where T : struct, INumber<T> => new(name)
        {
            Description = $"{description} {Range(least, most)}.",
            HelpName = "N",
            DefaultValueFactory = _ => usual,
            CustomParser = result => Parse(result, name, least, most),
        };

    private static Option<T?> Optional<T>(string name, string description, T least, T most)
        where T : struct, INumber<T> => new(name)
        {
            Description = $"{description} {Range(least, most)}.",
            HelpName = "N",
            CustomParser = result => Parse(result, name, least, most),
        };

    /// <summary>Hidden, because it is of use against an echo alone: bench/run compares datagrams of equal length.</summary>
    private static Option<int> CreateOctetsOption() => new("--octets")
    {
        Description = $"Octets of each plain request, a multiple of 4 up to {NtpResponder.MaxPacketLength}.",
        HelpName = "N",
        DefaultValueFactory = _ => NtpHeader.Length,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out int octets) && octets % 4 == 0
                && octets is NtpHeader.Length or (>= ShortestExtended and <= NtpResponder.MaxPacketLength))
            {
                return octets;
            }

            result.AddError($"--octets is {NtpHeader.Length}, or a multiple of 4 from {ShortestExtended} to {NtpResponder.MaxPacketLength}.");
            return default;
        },
        Hidden = true,
    };

    private static T Parse<T>(ArgumentResult result, string name, T least, T most)
        where T : struct, INumber<T>
    {
        if (T.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out T value) && value >= least && value <= most)
        {
            return value;
        }

        result.AddError($"{name} is {Range(least, most)}.");
        return default;
    }

    private static string Range<T>(T least, T most) => string.Create(CultureInfo.InvariantCulture, $"{least} to {most}");
}
