using System.Collections.Generic;
using System.Net.Sockets;
using Nts.Crypto;

namespace Nts.Desktop;

/// <summary>What <c>nts client</c> was asked for.</summary>
/// <param name="Host">Name or address of the key establishment server.</param>
/// <param name="Port">Its TCP port.</param>
/// <param name="CertificateFile">PEM file to trust instead of the machine's roots, or null.</param>
/// <param name="Family">IPv4, IPv6, or unspecified for either.</param>
/// <param name="Aeads">AEAD algorithms to offer, best first; null for what the library offers by itself.</param>
/// <param name="Cookies">How many cookies to ask for, 1 to 8.</param>
/// <param name="IsJson">Whether to print one JSON object.</param>
/// <param name="IsVerbose">Whether to say on standard error what happens.</param>
internal sealed record ClientOptions(
    string Host, ushort Port, string? CertificateFile, AddressFamily Family, IReadOnlyList<AeadAlgorithm>? Aeads, int Cookies, bool IsJson, bool IsVerbose);
