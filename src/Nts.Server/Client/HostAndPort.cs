using System;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Nts.Server.Client;

/// <summary>A server as an owner writes it: <c>HOST</c>, <c>HOST:PORT</c>, <c>[IPv6]:PORT</c>.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">The port, if one was given.</param>
public sealed record HostAndPort(string Host, ushort? Port)
{
    /// <summary>Reads it; null when it is none.</summary>
    public static HostAndPort? Parse(string text)
    {
        if (IPAddress.TryParse(text, out IPAddress? bare) && (bare.AddressFamily == AddressFamily.InterNetwork || !text.StartsWith('[')))
        {
            return new HostAndPort(text, null);
        }

        int colon = text.LastIndexOf(':');
        bool hasPort = colon >= 0 && !text.EndsWith(']');
        string host = (hasPort ? text[..colon] : text).TrimStart('[').TrimEnd(']');
        ushort port = 0;
        bool isPort = !hasPort || (ushort.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port) && port != 0);
        return isPort && Uri.CheckHostName(host) != UriHostNameType.Unknown
            ? new HostAndPort(host, hasPort ? port : null)
            : null;
    }
}
