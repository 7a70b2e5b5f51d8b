using System.Collections.Generic;
using System.Linq;
using System.Net;
using Nts.Ntp;
using Nts.Server.KeyRings;

namespace Nts.Appliance.Configuration;

/// <summary>Settings that are right each for itself and cannot hold together.</summary>
/// <param name="Settings">Which, each as <c>section/key</c>.</param>
/// <param name="Reason">What is wrong.</param>
/// <param name="Fix">What would most likely mend it.</param>
internal sealed record Contradiction(string[] Settings, string Reason, string Fix)
{
    /// <summary>All that there are in a configuration.</summary>
    public static IEnumerable<Contradiction> In(ApplianceConfiguration configuration)
    {
        if (configuration.CertificateFile is null != configuration.PrivateKeyFile is null)
        {
            yield return new(["nts-ke/certificate", "nts-ke/private-key"], "certificate and private-key belong together", "set both in [nts-ke], or neither");
        }

        if ((configuration.ReceiverPort == ApplianceConfiguration.Simulated) != (configuration.PulseSource == ApplianceConfiguration.Simulated))
        {
            yield return new(
                ["receiver/port", "receiver/pulse"], "the simulated receiver has a simulated pulse, and a real one a real pulse", "set port and pulse in [receiver] both to 'simulated', or neither");
        }

        if (configuration.SimulatedOutages.Count > 0 && configuration.ReceiverPort != ApplianceConfiguration.Simulated)
        {
            yield return new(["receiver/port", "receiver/simulated-outage"], "simulated-outage is for the simulated receiver", "take it out of [receiver]; a real receiver's antenna is cut by hand");
        }

        if (configuration.KeyMode is KeyRingMode.Follow && configuration.KeyFile is null)
        {
            yield return new(["nts-ke/cookie-keys", "nts-ke/key-file"], "there is nothing to follow", "set key-file in [nts-ke] to the file that the other server writes");
        }

        if (AccessList.Create(configuration.NtpAllow, configuration.NtpDeny).ServesNobody)
        {
            yield return new(["ntp/allow", "ntp/deny"], "allow and deny in [ntp] leave nobody who is answered", "of equal prefixes deny wins: take from deny what allow has");
        }

        if (Overlap(configuration.NtpListen, configuration.SmearListen) is { } smeared)
        {
            yield return new(["ntp/listen", "ntp/smear-listen"], $"{smeared} would both announce leap seconds and smear them", "give smear-listen another port, such as 0.0.0.0:1123");
        }

        if (configuration.NtpServerName is null && configuration.SmearListen.Any(smeared => smeared.Port == configuration.NtpServerPort))
        {
            yield return new(
                ["nts-ke/ntp-port", "ntp/smear-listen"], $"ntp-port in [nts-ke] would send all NTS clients to port {configuration.NtpServerPort}, where leap seconds are smeared", "give the port of an address in listen");
        }

        if (Overlap(configuration.KeyEstablishmentListen, configuration.WebListen) is { } taken)
        {
            yield return new(["nts-ke/listen", "web/listen"], $"{taken} is for key establishment and for the page", "give the page in [web] another port");
        }

        foreach (IPAddress gateway in configuration.Network.Gateways)
        {
            if (configuration.Network.Addresses.Count == 0)
            {
                yield return new(["network/address", "network/gateway"], "DHCP gives addresses and gateway together", "set address in [network], too, or take gateway out");
            }
            else if (!gateway.IsIPv6LinkLocal && !configuration.Network.Addresses.Any(address => address.Reaches(gateway)))
            {
                yield return new(["network/address", "network/gateway"], $"the gateway {gateway} is outside of {configuration.Network}", "set gateway to an address in that network, or correct the length of the prefix");
            }
            else if (configuration.Network.Addresses.Any(address => address.Address.Equals(gateway)))
            {
                yield return new(["network/address", "network/gateway"], $"{gateway} is the box's own address", "set gateway to the router's");
            }
        }
    }

    /// <summary>An end that both lists have, be it by an address that stands for all.</summary>
    private static IPEndPoint? Overlap(IReadOnlyList<IPEndPoint> one, IReadOnlyList<IPEndPoint> other) => other.FirstOrDefault(end => one.Any(first =>
        first.Port == end.Port && first.AddressFamily == end.AddressFamily && (first.Address.Equals(end.Address) || IsAny(first.Address) || IsAny(end.Address))));

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
