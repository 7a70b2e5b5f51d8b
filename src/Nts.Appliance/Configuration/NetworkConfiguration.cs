using System.Collections.Generic;
using System.Net;

namespace Nts.Appliance.Configuration;

/// <summary>The values of <c>[network]</c>.</summary>
internal sealed record NetworkConfiguration
{
    /// <summary>What the box is called; with <c>.local</c> after it in its network.</summary>
    public string HostName { get; set; } = "nts-appliance";

    /// <summary>Its own addresses; none for those that DHCP gives.</summary>
    public IReadOnlyList<InterfaceAddress> Addresses { get; set; } = [];

    /// <summary>Where the way to other networks begins; none for that of DHCP, or for no way out.</summary>
    public IReadOnlyList<IPAddress> Gateways { get; set; } = [];

    /// <summary>Servers of names; beside those of DHCP.</summary>
    public IReadOnlyList<IPAddress> NameServers { get; set; } = [];

    /// <summary>In words.</summary>
    public override string ToString() => Addresses.Count == 0 ? "by DHCP" : string.Join(", ", Addresses);
}
