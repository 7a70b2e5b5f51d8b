using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Nts.Server.Certificates;

/// <summary>The names and addresses that a certificate speaks for (RFC 5280 §4.2.1.6).</summary>
internal static class SubjectNames
{
    public static X509Extension Build(IReadOnlyList<string> names, IReadOnlyList<IPAddress> addresses)
    {
        SubjectAlternativeNameBuilder builder = new();
        foreach (string name in names)
        {
            builder.AddDnsName(name);
        }

        foreach (IPAddress address in addresses)
        {
            builder.AddIpAddress(address);
        }

        return builder.Build();
    }

    /// <summary>Whether a certificate speaks for all of them.</summary>
    public static bool Cover(X509Certificate2 certificate, IReadOnlyList<string> names, IReadOnlyList<IPAddress> addresses) =>
        Extension(certificate) is { } extension
        && !names.Except(extension.EnumerateDnsNames(), StringComparer.OrdinalIgnoreCase).Any()
        && !addresses.Except(extension.EnumerateIPAddresses()).Any();

    /// <summary>All of them, as text.</summary>
    public static string[] Of(X509Certificate2 certificate) => Extension(certificate) is { } extension
        ? [.. extension.EnumerateDnsNames(), .. extension.EnumerateIPAddresses().Select(address => address.ToString())]
        : [];

    private static X509SubjectAlternativeNameExtension? Extension(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
}
