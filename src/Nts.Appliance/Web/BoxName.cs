using System;
using System.Linq;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace Nts.Appliance.Web;

/// <summary>This box as the browser calls it, which goes into lines that people paste: only what can be a host name or an address.</summary>
/// <param name="Host">The name or address, without brackets.</param>
/// <param name="Site">How the page itself is reached: <c>http://192.0.2.1:8080</c>.</param>
/// <param name="IsKnown">Whether the browser told; else both are words in capitals to be replaced.</param>
internal sealed record BoxName(string Host, string Site, bool IsKnown)
{
    private const int MaxLength = 253;
    private const string Placeholder = "ADDRESS-OF-THIS-BOX";

    /// <summary>Whether the host is an IPv6 address, which is put in brackets before a port.</summary>
    public bool IsIPv6 => Host.Contains(':', StringComparison.Ordinal);

    /// <summary>The host with a port behind it, or alone when it is the usual one.</summary>
    public string WithPort(int port, int usual) => port == usual ? Host : IsIPv6 ? $"[{Host}]:{port}" : $"{Host}:{port}";

    /// <summary>What a request says.</summary>
    public static BoxName Of(HttpRequest request) => Of(request.Scheme, request.Host);

    internal static BoxName Of(string scheme, HostString said)
    {
        string host = said.HasValue ? said.Host.Trim('[', ']') : "";
        if (!IsAddress(host) && !IsName(host))
        {
            return new(Placeholder, $"http://{Placeholder}", false);
        }

        string authority = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
        return new(host, $"{(scheme == "https" ? scheme : "http")}://{authority}{(said.Port is { } port ? $":{port}" : "")}", true);
    }

    // A scope such as %eth0 means something on one machine only.
    private static bool IsAddress(string host) => host.Length > 0 && !host.Contains('%', StringComparison.Ordinal) && (host.Contains(':', StringComparison.Ordinal) || char.IsAsciiDigit(host[0])) && IPAddress.TryParse(host, out _);

    private static bool IsName(string host) => host.Length is > 0 and <= MaxLength && host.Split('.').All(
        label => label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));
}
