using System;

namespace Nts.KeyEstablishment;

/// <summary>The body of a Server record: an address or a domain name in ASCII (RFC 8915 §4.1.7).</summary>
internal static class ServerName
{
    /// <summary>Whether the bytes can be a name or an address: printable, no white space, no zone identifier, of bounded length.</summary>
    public static bool IsWellFormed(ReadOnlySpan<byte> body) =>
        body.Length is > 0 and <= KeLimits.MaxServerNameLength
        && !body.ContainsAnyExceptInRange((byte)'!', (byte)'~')
        && !body.Contains((byte)'%');
}
