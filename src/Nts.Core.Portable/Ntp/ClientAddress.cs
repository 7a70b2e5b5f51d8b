using System;
using System.Buffers.Binary;
using System.Net;

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

    /// <summary>An address from its octets in network order.</summary>
    /// <param name="octets">4 or 16 octets.</param>
    /// <exception cref="ArgumentException">There are neither 4 nor 16 octets.</exception>
    public static ClientAddress FromOctets(ReadOnlySpan<byte> octets) => octets.Length switch
    {
        IPv4Length => new(new UInt128(0, 0xFFFF_0000_0000UL | BinaryPrimitives.ReadUInt32BigEndian(octets))),
        IPv6Length => new(BinaryPrimitives.ReadUInt128BigEndian(octets)),
        _ => throw new ArgumentException("an IP address has 4 or 16 octets", nameof(octets)),
    };

    /// <summary>The address as people write it.</summary>
    public override string ToString()
    {
        Span<byte> octets = stackalloc byte[IPv6Length];
        BinaryPrimitives.WriteUInt128BigEndian(octets, Value);
        return new IPAddress(IsIPv4 ? octets[^IPv4Length..] : octets).ToString();
    }
}
