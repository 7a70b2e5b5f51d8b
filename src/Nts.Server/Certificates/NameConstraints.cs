using System;
using System.Collections.Generic;
using System.Formats.Asn1;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Nts.Server.Certificates;

/// <summary>What an authority can vouch for (RFC 5280 §4.2.1.10). With it, a stolen key of a box's authority is of no use against the rest of the world.</summary>
/// <remarks>
/// Names are permitted one by one, with what is below them; addresses of private networks as whole networks, because there they come from a
/// router and change by themselves, which must not cost every client a visit.
/// </remarks>
public static class NameConstraints
{
    private const string ObjectIdentifier = "2.5.29.30";

    private static readonly IPNetwork[] PrivateNetworks =
    [
        .. ((string[])["127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "::1/128", "fc00::/7"]).Select(IPNetwork.Parse),
    ];

    private static readonly Asn1Tag Permitted = new(TagClass.ContextSpecific, 0, isConstructed: true);

    // GeneralName (RFC 5280 §4.2.1.6).
    private static readonly Asn1Tag DnsName = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag IpAddress = new(TagClass.ContextSpecific, 7);

    /// <summary>Whether an address is of this machine or of a network that is nobody's in particular.</summary>
    public static bool IsPrivate(IPAddress address) => PrivateNetworks.Any(network => network.Contains(address));

    /// <summary>The extension that permits these names, these addresses, and all private networks.</summary>
    internal static X509Extension Permit(IReadOnlyList<string> names, IReadOnlyList<IPAddress> addresses)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(Permitted))
        {
            // A kind of name of which nothing is permitted here is not restricted: there must be one of each.
            foreach (string name in names.Select(WithoutWildcard).Append("localhost").Distinct(StringComparer.OrdinalIgnoreCase))
            {
                using (writer.PushSequence())
                {
                    writer.WriteCharacterString(UniversalTagNumber.IA5String, name, DnsName);
                }
            }

            IEnumerable<IPNetwork> others = addresses.Where(address => !IsPrivate(address)).Distinct().Select(address => new IPNetwork(address, Bits(address)));
            foreach (IPNetwork network in PrivateNetworks.Concat(others))
            {
                using (writer.PushSequence())
                {
                    writer.WriteOctetString([.. network.BaseAddress.GetAddressBytes(), .. Mask(network)], IpAddress);
                }
            }
        }

        return new X509Extension(ObjectIdentifier, writer.Encode(), critical: true);
    }

    private static string WithoutWildcard(string name) => name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name;

    private static int Bits(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;

    private static byte[] Mask(IPNetwork network)
    {
        byte[] mask = new byte[Bits(network.BaseAddress) / 8];
        for (int bit = 0; bit < network.PrefixLength; bit++)
        {
            mask[bit / 8] |= (byte)(0x80 >> (bit % 8));
        }

        return mask;
    }
}
