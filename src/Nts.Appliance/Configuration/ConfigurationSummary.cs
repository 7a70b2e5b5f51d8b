using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Nts.Ntp;
using Nts.Server.KeyRings;

namespace Nts.Appliance.Configuration;

/// <summary>What follows from a configuration, for a person who wants to be sure.</summary>
internal static class ConfigurationSummary
{
    /// <summary>Each with what it is about.</summary>
    public static IEnumerable<(string Label, string Value)> Rows(ApplianceConfiguration configuration)
    {
        yield return ("Receiver", configuration.ReceiverPort switch
        {
            ApplianceConfiguration.Simulated => "SIMULATED: nothing of it is real",
            ApplianceConfiguration.Found => $"found by listening at every free serial port, {Setup(configuration)}",
            _ => $"{configuration.ReceiverPort}, {(configuration.ReceiverBaud is { } baud ? string.Create(CultureInfo.InvariantCulture, $"{baud} baud") : "baud rate found by listening")}, {Setup(configuration)}",
        });
        yield return ("Pulse", configuration.PulseSource);
        yield return ("Clock", configuration.SteersSystemClock ? "the machine's clock is steered" : "a software clock inside the process; the machine's is left alone");
        yield return ("NTP on", string.Join(", ", configuration.NtpListen));
        if (configuration.SmearListen.Count > 0)
        {
            yield return ("Smeared NTP on", string.Join(", ", configuration.SmearListen));
        }

        yield return ("Answered", $"{Prefixes(configuration.NtpAllow)}{(configuration.NtpDeny.Count > 0 ? " but " + Prefixes(configuration.NtpDeny) : "")}, {(configuration.NtpRateLimit is { } limit ? $"each at most {limit}" : "without a limit")}");
        yield return ("Symmetric keys", configuration.NtpSymmetricKeyFile ?? "none");
        yield return ("Client list", configuration.ClientList switch { ClientListing.None => "none", ClientListing.Networks => "by networks", _ => "by addresses" });
        yield return ("NTS-KE on", $"{string.Join(", ", configuration.KeyEstablishmentListen)}, clients go on to {configuration.NtpServerName ?? "the same address"} port {(configuration.NtpServerPort ?? configuration.NtpListen[0].Port).ToString(CultureInfo.InvariantCulture)}");
        yield return ("Certificate", configuration.CertificateFile ?? $"the box's own for {string.Join(", ", configuration.CertificateNames)}, in {configuration.StateDirectory}");
        yield return ("Cookie keys", configuration.KeyMode switch
        {
            KeyRingMode.Follow => $"followed in {configuration.KeyFile}",
            KeyRingMode.Ratchet => string.Create(CultureInfo.InvariantCulture, $"derived anew every {configuration.KeyRotationHours} h, in {configuration.KeyFile ?? configuration.StateDirectory}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"drawn anew every {configuration.KeyRotationHours} h, in {configuration.KeyFile ?? configuration.StateDirectory}"),
        });
        yield return ("Page on", string.Join(", ", configuration.WebListen.Select(end => $"http://{end}")));
        yield return ("On the image", $"addresses {configuration.Network}; called {configuration.Network.HostName}, in its network {configuration.Network.HostName}.local");
    }

    private static string Setup(ApplianceConfiguration configuration) => configuration.IsReceiverConfigured ? "told what timing needs" : "sent nothing";

    private static string Prefixes(IReadOnlyList<System.Net.IPNetwork> prefixes) =>
        prefixes.Count == 2 && prefixes.All(prefix => prefix.PrefixLength == 0) ? "everybody" : string.Join(", ", prefixes);
}
