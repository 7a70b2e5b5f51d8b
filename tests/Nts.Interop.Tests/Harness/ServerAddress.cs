namespace Nts.Interop.Harness;

/// <summary>Where a server answers.</summary>
/// <param name="Host">Its address.</param>
/// <param name="NtpPort">UDP port of NTP.</param>
/// <param name="KeyEstablishmentPort">TCP port of NTS-KE.</param>
internal sealed record ServerAddress(string Host, int NtpPort, int KeyEstablishmentPort);
