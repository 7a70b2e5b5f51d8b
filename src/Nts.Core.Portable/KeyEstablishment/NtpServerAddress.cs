namespace Nts.KeyEstablishment;

/// <summary>Where the NTP server is that takes the cookies (RFC 8915 §4.1.7, §4.1.8).</summary>
/// <param name="Host">ASCII name or address, or null for the address of the key establishment server.</param>
/// <param name="Port">UDP port.</param>
public sealed record NtpServerAddress(string? Host = null, ushort Port = KeLimits.DefaultNtpPort);
