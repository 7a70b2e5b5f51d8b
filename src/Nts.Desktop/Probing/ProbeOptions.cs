using System;
using System.Net.Sockets;

namespace Nts.Desktop.Probing;

/// <summary>What <c>nts probe</c> was asked for.</summary>
/// <param name="Host">Name or address of the key establishment server.</param>
/// <param name="Port">Its TCP port.</param>
/// <param name="CertificateFile">PEM file to trust instead of the machine's roots, or null.</param>
/// <param name="Family">IPv4, IPv6, or unspecified for either.</param>
/// <param name="Interval">The least time between two connections, and between two datagrams.</param>
/// <param name="Timeout">How long to wait for a datagram, or for an answer of key establishment.</param>
/// <param name="Patience">How long to wait for a server to give up a client that says nothing.</param>
internal sealed record ProbeOptions(
    string Host, ushort Port, string? CertificateFile, AddressFamily Family, TimeSpan Interval, TimeSpan Timeout, TimeSpan Patience);
