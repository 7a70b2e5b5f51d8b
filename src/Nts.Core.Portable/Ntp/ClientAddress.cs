using System;
using System.Buffers.Binary;
using System.Globalization;
using System.Linq;

namespace Nts.Ntp;

/// <summary>The IP address of a client as 16 octets; IPv4 as ::ffff:a.b.c.d (RFC 4291 §2.5.5.2). <c>default</c> is the address ::.</summary>
public readonly record struct ClientAddress
{
    /// <summary>Octets of an IPv4 address.</summary>
    public const int IPv4Length = 4;

    /// <summary>Octets of an IPv6 address.</summary>
    public const int IPv6Length = 16;

    private ClientAddress(UInt128 value) => Value = value;

    /// <summary>The 16 octets as a number, the first octet being the most significant.</summary>
    public UInt128 Value { get; }

    /// <summary>Whether the client came over IPv4.</summary>
    public bool IsIPv4 => Value >> 32 == 0xFFFF;

    /// <summary>What counts as one client: an IPv4 address, or the /64 of an IPv6 address, which one host has for itself.</summary>
    public ClientAddress Network => IsIPv4 ? this : new(Value >> 64 << 64);

    /// <summary>An address from its octets in network order.</summary>
    /// <param name="octets">4 or 16 octets.</param>
    /// <exception cref="ArgumentException">There are neither 4 nor 16 octets.</exception>
    public static ClientAddress FromOctets(ReadOnlySpan<byte> octets) => octets.Length switch
    {
        IPv4Length => new(new UInt128(0, 0xFFFF_0000_0000UL | BinaryPrimitives.ReadUInt32BigEndian(octets))),
        IPv6Length => new(BinaryPrimitives.ReadUInt128BigEndian(octets)),
        _ => throw new ArgumentException("an IP address has 4 or 16 octets", nameof(octets)),
    };

    /// <summary>An address from its 16 octets as a number.</summary>
    public static ClientAddress FromValue(UInt128 value) => new(value);

    /// <summary>The address in dotted form, or in the colon form with all its zeros (RFC 4291 §2.2).</summary>
    public override string ToString()
    {
        UInt128 value = Value;
        return IsIPv4
            ? string.Join('.', Enumerable.Range(1, 4).Select(i => (value >> (32 - (8 * i))) & 0xFF))
            : string.Join(':', Enumerable.Range(1, 8).Select(i => ((ushort)((value >> (128 - (16 * i))) & 0xFFFF)).ToString("x", CultureInfo.InvariantCulture)));
    }
}
