using System;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Nts.Time;

/// <summary>What a server is synchronised to: four ASCII letters at stratum 0 and 1, an address or its hash above (RFC 5905 §7.3).</summary>
public readonly record struct ReferenceId
{
    /// <summary>The first octet of a leap smear, which is nobody's address.</summary>
    private const uint Smear = 254;

    /// <summary>From units of 2⁻³² s to the 22 binary places of a leap smear.</summary>
    private const int SmearShift = 10;

    private const int Ipv4Length = 4;
    private const int Ipv6Length = 16;

    private readonly uint _value;

    private ReferenceId(uint value) => _value = value;

    /// <summary>The Global Positioning System, or any GNSS.</summary>
    public static ReferenceId Gps => FromAscii("GPS");

    /// <summary>A generic pulse per second.</summary>
    public static ReferenceId Pps => FromAscii("PPS");

    /// <summary>NTS negative acknowledgement (RFC 8915 §5.7).</summary>
    public static ReferenceId NtsNak => FromAscii("NTSN");

    /// <summary>The kiss code that asks a client to slow down (RFC 5905 §7.4).</summary>
    public static ReferenceId Rate => FromAscii("RATE");

    /// <summary>The kiss code that tells a client that it is not served here (RFC 5905 §7.4).</summary>
    public static ReferenceId Deny => FromAscii("DENY");

    /// <summary>An identifier from its 32 wire bits.</summary>
    public static ReferenceId FromWire(uint bits) => new(bits);

    /// <summary>An identifier from one to four ASCII characters, padded with zeros on the right.</summary>
    /// <exception cref="ArgumentException">Longer than four characters, or not ASCII.</exception>
    public static ReferenceId FromAscii(string letters)
    {
        if (letters.Length is 0 or > 4 || !Ascii.IsValid(letters))
        {
            throw new ArgumentException($"'{letters}' is not one to four ASCII characters.", nameof(letters));
        }

        uint value = 0;
        for (int i = 0; i < 4; i++)
        {
            value = (value << 8) | (i < letters.Length ? letters[i] : 0u);
        }

        return new(value);
    }

    /// <summary>The identifier of a server: its IPv4 address, or the first four octets of the MD5 of its IPv6 address (RFC 5905 §7.3).</summary>
    /// <param name="address">4 or 16 octets; of anything else, zero.</param>
    public static ReferenceId FromAddress(ReadOnlySpan<byte> address)
    {
        Span<byte> digest = stackalloc byte[MD5.HashSizeInBytes];
        if (address.Length == Ipv6Length)
        {
#pragma warning disable CA5351 // A short name and no protection: RFC 5905 wants this one.
            MD5.HashData(address, digest);
#pragma warning restore CA5351
        }

        return address.Length is Ipv4Length ? new(BinaryPrimitives.ReadUInt32BigEndian(address))
            : address.Length is Ipv6Length ? new(BinaryPrimitives.ReadUInt32BigEndian(digest))
            : default;
    }

    /// <summary>
    /// The identifier of a server that smears a leap second: 254, and what it has added to UTC in 24 bits, 22 of them behind the point. ntpd's own
    /// convention (README.leapsmear of its distribution; draft-stenn-ntp-leap-smear-refid).
    /// </summary>
    /// <param name="added">Smeared time minus UTC, −2 s to 2 s.</param>
    public static ReferenceId FromSmear(NtpDuration added)
    {
        long rounded = (added.Units + (1L << (SmearShift - 1))) >> SmearShift;
        return new((Smear << 24) | (unchecked((uint)rounded) & 0x00ff_ffff));
    }

    /// <summary>What a server that smears a leap second has added to UTC; null when the identifier does not say so.</summary>
    /// <remarks>Above stratum 1 it may be the hash of an IPv6 address by chance.</remarks>
    public NtpDuration? SmearAdded => _value >> 24 == Smear ? NtpDuration.FromUnits((long)unchecked((int)(_value << 8)) << 2) : null;

    /// <summary>The 32 wire bits.</summary>
    public uint ToWire() => _value;

    /// <summary>The letters if all are printable, else the dotted quad.</summary>
    public override string ToString()
    {
        Span<char> letters = stackalloc char[4];
        int length = 0;
        for (int shift = 24; shift >= 0; shift -= 8)
        {
            char c = (char)((_value >> shift) & 0xff);
            if (c is > ' ' and < (char)127 && length == (24 - shift) / 8)
            {
                letters[length++] = c;
            }
            else if (c != 0 || length == 0)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{_value >> 24}.{(_value >> 16) & 0xff}.{(_value >> 8) & 0xff}.{_value & 0xff}");
            }
        }

        return new string(letters[..length]);
    }
}
