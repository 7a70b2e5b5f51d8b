using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;

namespace Nts.Appliance.Configuration;

/// <summary>An address of a machine with the length of its network's prefix, written as <c>192.168.1.5/24</c>.</summary>
/// <param name="Address">The address.</param>
/// <param name="PrefixLength">How many of its bits are the network's.</param>
internal sealed record InterfaceAddress(IPAddress Address, int PrefixLength)
{
    private int Bits => Address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;

    /// <summary>Whether there is such a prefix, and the address is neither the IPv4 network's own nor the one for all in it.</summary>
    private bool IsOfOneMachine => PrefixLength >= 1 && PrefixLength <= Bits && (Bits == 128 || PrefixLength > 30 || HostBits().Distinct().Count() == 2);

    /// <summary>Takes a text apart; null when it is none, or one that no machine may have.</summary>
    public static InterfaceAddress? Parse(string text) =>
        text.Split('/') is [string first, string second]
        && ParseAddress(first) is { } address
        && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out int length)
        && new InterfaceAddress(address, length) is { IsOfOneMachine: true } own
            ? own
            : null;

    /// <summary>The address of one machine, other than this one; null when it is none.</summary>
    public static IPAddress? ParseAddress(string text)
    {
        if (!IPAddress.TryParse(text, out IPAddress? address) || IPAddress.IsLoopback(address))
        {
            return null;
        }

        // IPAddress takes 192.168.1 for 192.168.0.1, and 010 for 8.
        bool isGood = address.AddressFamily == AddressFamily.InterNetwork
            ? address.ToString() == text && address.GetAddressBytes()[0] is >= 1 and <= 223
            : !address.IsIPv6Multicast && !address.IsIPv4MappedToIPv6 && !address.Equals(IPAddress.IPv6Any) && !text.AsSpan().ContainsAny('[', '%');
        return isGood ? address : null;
    }

    /// <summary>Whether another address is in the same network.</summary>
    public bool Reaches(IPAddress other) =>
        other.AddressFamily == Address.AddressFamily && Enumerable.Range(0, PrefixLength).All(bit => Bit(Address, bit) == Bit(other, bit));

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Address}/{PrefixLength}");

    private IEnumerable<bool> HostBits() => Enumerable.Range(PrefixLength, Bits - PrefixLength).Select(bit => Bit(Address, bit));

    private static bool Bit(IPAddress address, int bit) => ((address.GetAddressBytes()[bit / 8] >> (7 - (bit % 8))) & 1) != 0;
}
