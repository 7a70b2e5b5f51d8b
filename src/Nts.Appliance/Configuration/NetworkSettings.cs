using System;
using System.Collections.Generic;
using System.Linq;
using Nts.Configuration;

namespace Nts.Appliance.Configuration;

/// <summary>The keys of <c>[network]</c>.</summary>
internal static class NetworkSettings
{
    private const string Dhcp = "dhcp";

    /// <summary>All of them, in the order of the documentation.</summary>
    public static IReadOnlyList<Setting<ApplianceConfiguration>> All { get; } =
    [
        new("network", "hostname", "nts-appliance", "The box's name: `nts-appliance` is reached as `nts-appliance.local`, and its certificate is for that name ([what a change means](network.md#the-name)). All of `[network]` is for the ready-made image, and counts from the next start of the box; elsewhere nothing reads it. See [network](network.md).",
            (c, v) => IsHostName(v) ? Set(() => c.Network.HostName = v) : "one name of up to 63 letters, digits and hyphens, without a hyphen at its ends and not of digits alone"),
        new("network", "address", Dhcp, "`dhcp` asks the router for addresses; or the box's own with the lengths of their prefixes, such as `192.168.1.5/24, 2001:db8::5/64`.",
            (c, v) => Items(v, InterfaceAddress.Parse) is { } addresses && addresses.DistinctBy(address => address.Address).Count() == addresses.Length ? Set(() => c.Network.Addresses = addresses)
                : v == Dhcp ? Set(() => c.Network.Addresses = [])
                : "'dhcp' alone, or addresses with the lengths of their prefixes, each once, such as '192.168.1.5/24, 2001:db8::5/64'"),
        new("network", "gateway", "", "The router's address, when `address` is not `dhcp`; one of IPv4 and one of IPv6 at most. Without it the box reaches, and is reached from, its own network alone.",
            (c, v) => Items(v, InterfaceAddress.ParseAddress) is { } gateways && gateways.DistinctBy(gateway => gateway.AddressFamily).Count() == gateways.Length ? Set(() => c.Network.Gateways = gateways)
                : "the router's address, such as 192.168.1.1, or two, one of IPv4 and one of IPv6"),
        new("network", "dns", "", "Servers of names, with commas between them; DHCP may give more. Nothing that the box does needs one.",
            (c, v) => Items(v, InterfaceAddress.ParseAddress) is { } servers ? Set(() => c.Network.NameServers = servers) : "addresses with commas between them, such as '192.168.1.1, 2001:db8::1'"),
    ];

    private static string? Set(Action set)
    {
        set();
        return null;
    }

    /// <summary>One label of RFC 1123 §2.1. The rest is what multicast DNS, and a reader who takes 192 for an address, could not use.</summary>
    private static bool IsHostName(string name) =>
        name.Length is >= 1 and <= 63 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')
        && name[0] != '-' && name[^1] != '-' && !name.All(char.IsAsciiDigit) && !name.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    /// <summary>What stands between commas; null when one of it, or everything, is missing or wrong.</summary>
    private static T[]? Items<T>(string value, Func<string, T?> parse)
        where T : class
    {
        T?[] items = [.. value.Split(',', StringSplitOptions.TrimEntries).Select(parse)];
        return items.All(item => item is not null) ? [.. items.OfType<T>()] : null;
    }
}
