using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.IO;
using System.Net;
using Nts.KeyEstablishment;
using Nts.Ntp;
using Nts.Server.Client;
using Nts.Server.Hosting;
using Nts.Server.KeyRings;
using Nts.Server.Ntp;
using Nts.Time;

namespace Nts.Desktop.Roles;

/// <summary><c>nts ntp-server</c>: plain NTP and NTS with the clock of this machine, which something else keeps right.</summary>
internal static class NtpServerCommand
{
    private const int DefaultStratum = 10;
    private const int MaxThreads = 256;

    public static Command Create()
    {
        Option<IReadOnlyList<IPEndPoint>> listen = RoleOptions.Listen(KeLimits.DefaultNtpPort);
        Option<string> keyFile = RoleOptions.KeyFile();
        Option<bool> ratchet = RoleOptions.Ratchet();
        Option<LengthOfTime> rotate = RoleOptions.Rotate();
        PolicyOptions policy = new();
        Option<bool> local = new("--local") { Description = "Say that this machine's clock is right." };
        Option<Stratum> stratum = new("--stratum")
        {
            Description = "What stratum --local has, 1 to 15.",
            HelpName = "N",
            DefaultValueFactory = _ => Local(DefaultStratum),
            CustomParser = ParseStratum,
        };
        Option<HostAndPort?> upstream = new("--upstream")
        {
            Description = "Measure this machine's clock against this NTP server, and say how far it may be off.",
            HelpName = "HOST[:PORT]",
            CustomParser = ParseUpstream,
        };
        Option<int> threads = new("--threads")
        {
            Description = "Threads for each address, over which the kernel spreads the clients.",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
            CustomParser = ParseThreads,
        };
        Option<bool> noBusyPolling = new("--no-busy-polling") { Description = "Sleep until the next request comes even where thousands come a second." };
        Option<bool> nts = new("--nts") { Description = "Establish keys with the upstream server (its PORT is that of NTS-KE then), and trust what is authentic alone." };
        Option<string?> ca = new("--upstream-cert") { Description = "PEM file of the certificates to trust with --nts, in place of this machine's roots.", HelpName = "CA.pem" };
        Command command = new("ntp-server", "Serves the time of this machine, and opens the cookies of a key establishment server elsewhere.")
        {
            listen, keyFile, ratchet, rotate, local, stratum, threads, noBusyPolling, upstream, nts, ca,
        };
        policy.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(local) is null == result.GetResult(upstream) is null)
            {
                result.AddError("Give --local if this machine's clock is right, or --upstream HOST to measure how far it is off.");
            }

            RoleOptions.Exclude(result, upstream, stratum);
            RoleOptions.Exclude(result, local, nts);
            RoleOptions.Exclude(result, local, ca);
        });
        command.SetAction(result =>
        {
            EventLog log = EventLog.On(Console.Error);
            KeyRingOptions keys = new()
            {
                File = Path.GetFullPath(result.GetRequiredValue(keyFile)),
                Mode = result.GetValue(ratchet) ? KeyRingMode.Ratchet : KeyRingMode.Follow,
                Period = NtpDuration.FromSeconds(result.GetValue(rotate).Value.TotalSeconds),
            };
            SymmetricKeyFile? symmetricKeys = policy.SymmetricKeyFile(result) is { } path ? new SymmetricKeyFile(path, log) : null;
            NtpServerOptions options = new()
            {
                Listen = result.GetRequiredValue(listen),
                ThreadsPerAddress = result.GetValue(threads),
                IsBusyPolling = !result.GetValue(noBusyPolling),
                WarmsUp = true,
                Policy = policy.Policy(result, symmetricKeys?.Keys ?? new SymmetricKeys()),
            };
            return Role.Run(keys, log, keeper =>
            {
                HostClock clock = new();
                IReference reference = result.GetValue(upstream) is { } address
                    ? new UpstreamReference(address, result.GetValue(nts), result.GetValue(ca), clock, log)
                    : new LocalReference(result.GetValue(stratum), clock);
                return new NtpRole(options, reference, symmetricKeys, clock, keeper, log);
            });
        });
        return command;
    }

    private static Stratum Local(int value) => Stratum.TryCreate(value, out Stratum stratum) ? stratum : default;

    private static Stratum ParseStratum(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value is >= 1 and <= 15)
        {
            return Local(value);
        }

        result.AddError($"'{result.Tokens[0].Value}' is no stratum from 1 to 15.");
        return default;
    }

    private static int ParseThreads(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value is >= 1 and <= MaxThreads)
        {
            return value;
        }

        result.AddError($"'{result.Tokens[0].Value}' is no number of threads from 1 to {MaxThreads}.");
        return 0;
    }

    private static HostAndPort? ParseUpstream(ArgumentResult result)
    {
        HostAndPort? address = HostAndPort.Parse(result.Tokens[0].Value);
        if (address is null)
        {
            result.AddError($"'{result.Tokens[0].Value}' is no server: write HOST, HOST:PORT or [IPv6]:PORT.");
        }

        return address;
    }
}
