using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace Nts.Ntp;

/// <summary>Which addresses are served. The most specific prefix decides, and what no prefix covers is refused; immutable.</summary>
public sealed class AccessList
{
    /// <summary>Most prefixes of a list.</summary>
    public const int MaxPrefixes = 4096;

    private const int Bits = 128;

    // The number line cut where the verdict changes: the verdict of an address is that of the last cut at or below it.
    private readonly UInt128[] _cuts;
    private readonly bool[] _allowed;

    private AccessList(List<(UInt128 Start, bool Allowed)> pieces)
    {
        _cuts = [.. pieces.Select(piece => piece.Start)];
        _allowed = [.. pieces.Select(piece => piece.Allowed)];
    }

    /// <summary>The list that serves everybody.</summary>
    public static AccessList Everyone { get; } = Create([IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")], []);

    /// <summary>Whether there is no address that it serves.</summary>
    public bool ServesNobody => !_allowed.Contains(true);

    /// <summary>Reads a prefix, a single address, or <c>all</c>, which is two prefixes.</summary>
    /// <param name="text">One item.</param>
    /// <param name="prefixes">Gets what it stands for.</param>
    /// <returns>False when it is none of these.</returns>
    public static bool TryParsePrefix(string text, ICollection<IPNetwork> prefixes)
    {
        if (text == "all")
        {
            prefixes.Add(IPNetwork.Parse("0.0.0.0/0"));
            prefixes.Add(IPNetwork.Parse("::/0"));
            return true;
        }

        // The library also takes "10" for 0.0.0.10 and "10/8" for 0.0.0.0/8, where 10.0.0.0/8 is meant.
        bool isWhole = text.Contains(':') || text.Count(c => c == '.') == 3;
        bool isAddress = IPAddress.TryParse(text, out IPAddress? address);
        IPNetwork prefix = isAddress ? new IPNetwork(address!, 8 * address!.GetAddressBytes().Length) : default;
        bool isPrefix = isWhole && (isAddress || IPNetwork.TryParse(text, out prefix));
        if (isPrefix)
        {
            prefixes.Add(prefix);
        }

        return isPrefix;
    }

    /// <summary>Makes a list. A prefix of IPv6 says nothing of IPv4, however short it is.</summary>
    /// <param name="allow">Prefixes that are served.</param>
    /// <param name="deny">Prefixes that are not; of two equal ones this one wins.</param>
    /// <exception cref="ArgumentException">There are more than <see cref="MaxPrefixes"/>.</exception>
    public static AccessList Create(IReadOnlyCollection<IPNetwork> allow, IReadOnlyCollection<IPNetwork> deny)
    {
        if (allow.Count + deny.Count > MaxPrefixes)
        {
            throw new ArgumentException($"an access list has at most {MaxPrefixes} prefixes", nameof(allow));
        }

        // From the least to the most specific; sorting is stable.
        Rule[] rules =
        [
            Rule.From(IPNetwork.Parse("::/0"), false),
            .. new[] { Rule.From(IPNetwork.Parse("0.0.0.0/0"), false) }
                .Concat(allow.Select(prefix => Rule.From(prefix, true)))
                .Concat(deny.Select(prefix => Rule.From(prefix, false)))
                .OrderBy(rule => rule.Length),
        ];
        List<(UInt128 Start, bool Allowed)> pieces = [];
        foreach (UInt128 start in rules.SelectMany(rule => rule.Edges()).Distinct().Order())
        {
            bool allowed = rules.Last(rule => rule.Covers(start)).Allowed;
            if (pieces.Count == 0 || pieces[^1].Allowed != allowed)
            {
                pieces.Add((start, allowed));
            }
        }

        return new AccessList(pieces);
    }

    /// <summary>Whether an address is served; takes a binary search and no memory.</summary>
    public bool Allows(ClientAddress address)
    {
        if (_cuts.Length == 1)
        {
            return _allowed[0];
        }

        int found = _cuts.AsSpan().BinarySearch(address.Value);
        return _allowed[found >= 0 ? found : ~found - 1];
    }

    private readonly record struct Rule(UInt128 Start, int Length, bool Allowed)
    {
        private UInt128 Last => Start | (Length == 0 ? UInt128.MaxValue : (UInt128.One << (Bits - Length)) - 1);

        public static Rule From(IPNetwork prefix, bool allowed)
        {
            byte[] octets = prefix.BaseAddress.GetAddressBytes();
            int mapped = octets.Length == ClientAddress.IPv4Length ? Bits - (8 * ClientAddress.IPv4Length) : 0;
            return new Rule(ClientAddress.FromOctets(octets).Value, mapped + prefix.PrefixLength, allowed);
        }

        public bool Covers(UInt128 address) => Start <= address && address <= Last;

        /// <summary>Where the rule begins, and where what follows it begins.</summary>
        public IEnumerable<UInt128> Edges() => Last == UInt128.MaxValue ? [Start] : [Start, Last + 1];
    }
}
