using System.Net.Sockets;

namespace Nts.Server.Client;

/// <summary>Whom an association is with.</summary>
/// <param name="Host">Name or address: under NTS of the key establishment server, else of the NTP server.</param>
/// <param name="Port">Under NTS the TCP port of key establishment, else the UDP port of NTP.</param>
/// <param name="Family">IPv4, IPv6, or unspecified for either.</param>
public sealed record AssociationTarget(string Host, ushort Port, AddressFamily Family = AddressFamily.Unspecified);
