using System;

namespace Nts.Drivers.OpenSsl;

/// <summary>The application protocol of key establishment in the shape of an ALPN list (RFC 7301 §3.1, RFC 8915 §4).</summary>
internal static class ApplicationProtocol
{
    /// <summary>A list of this one protocol: a length and its name.</summary>
    public static ReadOnlySpan<byte> List => "\antske/1"u8;

    /// <summary>The name alone.</summary>
    public static ReadOnlySpan<byte> Name => List[1..];

    /// <summary>Where the name begins in a list that a peer offers; −1 when it is not there.</summary>
    public static int Find(ReadOnlySpan<byte> offered)
    {
        for (int i = 0; i < offered.Length; i += 1 + offered[i])
        {
            if (offered[i..].StartsWith(List))
            {
                return i + 1;
            }
        }

        return -1;
    }
}
