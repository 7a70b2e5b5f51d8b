using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Nts.Configuration;

namespace Nts.Appliance.Configuration;

/// <summary><c>[network]</c> for systemd-networkd. A box that cannot be reached cannot be mended: whatever a file says, there is a network.</summary>
internal static class NetworkFile
{
    /// <summary>Its name; networkd takes the first file that matches an interface.</summary>
    public const string Name = "10-nts-appliance.network";

    private const string Section = "[network]";

    /// <summary>What a text says of the network, mistakes in other sections notwithstanding; when it is wrong, DHCP under the name that it gives.</summary>
    public static NetworkConfiguration Read(string text)
    {
        ApplianceConfiguration configuration = new();
        bool isWrong = SettingsText.Apply(OwnSection(text), Settings.All, configuration).Count > 0 || Contradiction.In(configuration).Any();
        return isWrong ? new() { HostName = configuration.Network.HostName } : configuration.Network;
    }

    /// <summary>The file, as systemd.network(5) has it.</summary>
    public static string Render(NetworkConfiguration network)
    {
        StringBuilder text = new("# Written by nts-appliance network at every start; what is changed here is lost.\n[Match]\nType=ether\n\n[Network]\n");
        Lines(text, "Address", network.Addresses);
        Lines(text, "Gateway", network.Gateways);
        Lines(text, "DNS", network.NameServers);
        text.Append("MulticastDNS=yes\nIPv6AcceptRA=yes\n");
        if (network.Addresses.Count == 0)
        {
            // An address of 169.254/16 where nobody answers: a PC at the other end of the cable finds the box by its name. A read-only box has
            // another machine-id at every start; by its MAC address it gets the lease that it had. The certificate is for its own name.
            text.Append("DHCP=yes\nLinkLocalAddressing=yes\n\n[DHCPv4]\nClientIdentifier=mac\nUseHostname=no\nUseNTP=no\n\n[DHCPv6]\nDUIDType=link-layer\nUseHostname=no\nUseNTP=no\n");
        }

        return text.ToString();
    }

    private static void Lines<T>(StringBuilder text, string key, IReadOnlyList<T> values)
    {
        foreach (T value in values)
        {
            text.Append($"{key}={value}\n");
        }
    }

    /// <summary>The lines of <c>[network]</c>, and of what is meant for it: without its bracket, or with letters too many.</summary>
    private static string OwnSection(string text)
    {
        bool isInside = false;
        return string.Join('\n', text.Split('\n').Where(line =>
        {
            string start = line.Trim();
            isInside = start.StartsWith('[') ? start.Replace(" ", "", StringComparison.Ordinal).StartsWith(Section[..^1], StringComparison.OrdinalIgnoreCase) : isInside;
            return isInside;
        }));
    }
}
