using System;
using System.Globalization;

namespace Nts.Desktop;

/// <summary>A host that may bring its own port: <c>name</c>, <c>name:port</c>, <c>[address]:port</c>, or a bare IPv6 address.</summary>
internal static class HostAndPort
{
    /// <summary>Takes a text apart.</summary>
    /// <param name="text">The text.</param>
    /// <param name="usual">The port when the text has none.</param>
    /// <param name="host">Name or address.</param>
    /// <param name="port">The port, 1 to 65535.</param>
    /// <returns>False when there is no host, or the port is none.</returns>
    public static bool TryParse(string text, ushort usual, out string host, out ushort port)
    {
        int colon = text.LastIndexOf(':');
        bool isBracketed = text.StartsWith('[');
        bool hasPort = isBracketed ? colon > text.IndexOf(']', StringComparison.Ordinal) : colon >= 0 && colon == text.IndexOf(':', StringComparison.Ordinal);
        host = (hasPort ? text[..colon] : text).TrimStart('[').TrimEnd(']');
        port = usual;
        return host.Length > 0
            && (!hasPort || (ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) && port > 0));
    }
}
