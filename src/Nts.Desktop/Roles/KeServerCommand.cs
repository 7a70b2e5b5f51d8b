using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.IO;
using System.Net;
using Nts.KeyEstablishment;
using Nts.Server.Hosting;
using Nts.Server.KeyEstablishment;
using Nts.Server.KeyRings;
using Nts.Time;

namespace Nts.Desktop.Roles;

/// <summary><c>nts ke-server</c>: NTS key establishment alone, for an NTP server in another process or on another machine.</summary>
internal static class KeServerCommand
{
    private const int FastestRate = 100_000;
    private static readonly KeyEstablishmentOptions Default = new() { Listen = [] };

    public static Command Create()
    {
        Option<IReadOnlyList<IPEndPoint>> listen = RoleOptions.Listen(KeLimits.DefaultPort);
        Option<string> certificate = new("--cert") { Description = "Certificate chain (PEM).", HelpName = "FILE", Required = true };
        Option<string> key = new("--key") { Description = "Private key of the certificate (PEM).", HelpName = "FILE", Required = true };
        Option<string> keyFile = RoleOptions.KeyFile();
        Option<string?> ntpServer = new("--ntp-server") { Description = "Name or address of the NTP server; this machine by default.", HelpName = "NAME" };
        Option<ushort> ntpPort = new("--ntp-port") { Description = "UDP port of the NTP server.", HelpName = "PORT", DefaultValueFactory = _ => KeLimits.DefaultNtpPort };
        Option<ushort[]> aeads = ServerArguments.AeadOption("AEAD algorithm that clients may choose: 15, 17 or 30. Several times for several; all by default.");
        Option<LengthOfTime> rotate = RoleOptions.Rotate();
        Option<bool> ratchet = RoleOptions.Ratchet();
        Option<bool> follow = new("--follow") { Description = "Follow the key file, which another process writes." };
        Option<LengthOfTime> timeout = RoleOptions.Time("--timeout", Default.SessionTimeout, "How long a client may take for all.");
        Option<double> rate = new("--rate-per-address")
        {
            Description = "Key establishments a second of one address in the long run; 0 for any number.",
            HelpName = "N",
            DefaultValueFactory = _ => Default.RatePerAddress,
            CustomParser = ParseRate,
        };
        Command command = new("ke-server", "Establishes keys for an NTP server elsewhere; writes the key file that the NTP server follows.")
        {
            listen, certificate, key, keyFile, ntpServer, ntpPort, aeads, rotate, ratchet, follow, timeout, rate,
        };
        command.Validators.Add(result =>
        {
            RoleOptions.Exclude(result, follow, ratchet);
            RoleOptions.Exclude(result, follow, rotate);
            if (result.GetValue(ntpServer) is { } name && Uri.CheckHostName(name) == UriHostNameType.Unknown)
            {
                result.AddError($"'{name}' is neither a name nor an address.");
            }
        });
        command.SetAction(result =>
        {
            EventLog log = EventLog.On(Console.Error);
            KeyRingOptions keys = new()
            {
                File = Path.GetFullPath(result.GetRequiredValue(keyFile)),
                Mode = result.GetValue(follow) ? KeyRingMode.Follow : result.GetValue(ratchet) ? KeyRingMode.Ratchet : KeyRingMode.Rotate,
                Period = NtpDuration.FromSeconds(result.GetValue(rotate).Value.TotalSeconds),
            };
            KeyEstablishmentOptions options = new()
            {
                Listen = result.GetRequiredValue(listen),
                NtpServer = new NtpServerAddress(result.GetValue(ntpServer), result.GetValue(ntpPort)),
                Aeads = ServerArguments.Aeads(result, aeads),
                SessionTimeout = result.GetValue(timeout).Value,
                RatePerAddress = result.GetValue(rate),
            };
            return Role.Run(keys, log, keeper => new KeRole(options, result.GetRequiredValue(certificate), result.GetRequiredValue(key), keeper, log));
        });
        return command;
    }

    private static double ParseRate(ArgumentResult result)
    {
        if (double.TryParse(result.Tokens[0].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value <= FastestRate)
        {
            return value;
        }

        result.AddError($"'{result.Tokens[0].Value}' is no number of key establishments a second from 0 to {FastestRate}.");
        return 0;
    }
}
