namespace Nts.Interop.Harness;

/// <summary>What a peer is to ask.</summary>
/// <param name="Host">Name of the host of key establishment; without NTS, of the NTP server.</param>
/// <param name="Port">TCP port of NTS-KE; without NTS, UDP port of NTP.</param>
/// <param name="Ca">The CA that it trusts; null asks without NTS.</param>
/// <param name="Aead">The algorithm that it is told to ask for; null for those that it asks for by itself.</param>
/// <param name="Poll">Seconds between polls, as a power of two; null for as often as the peer can.</param>
internal sealed record ClientSetup(string Host, int Port, string? Ca, int? Aead = null, int? Poll = null);
