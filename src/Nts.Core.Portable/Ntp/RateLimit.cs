using System;
using System.Globalization;

namespace Nts.Ntp;

/// <summary>How often an address is answered: an IPv4 address, or an IPv6 prefix of 64 bits.</summary>
/// <remarks>
/// A bucket of <see cref="Burst"/> tokens that gets one more every 2^<see cref="Interval"/> seconds; each answer takes one. The defaults let
/// a thousand clients behind one address poll once a minute, sixteen a second together, and eight of them start with eight packets at once.
/// They bound what one address can make the server compute: of a flood, three packets in sixteen reach the cryptography.
/// </remarks>
public sealed record RateLimit
{
    /// <summary>Smallest <see cref="Interval"/>: a thousand a second.</summary>
    public const int MinInterval = -10;

    /// <summary>Largest <see cref="Interval"/>: once in about an hour.</summary>
    public const int MaxInterval = 12;

    /// <summary>Largest <see cref="Burst"/>.</summary>
    public const int MaxBurst = 255;

    /// <summary>Largest <see cref="Leak"/> and <see cref="Kod"/>.</summary>
    public const int MaxLeak = 10;

    /// <summary>Seconds between two answers in the long run, as a power of two.</summary>
    public int Interval { get; init; } = -4;

    /// <summary>Answers in a row after a pause, 1 or more.</summary>
    public int Burst { get; init; } = 64;

    /// <summary>One in 2^n of the requests beyond the limit is answered all the same, 1 or more: who forges an address cannot shut its owner out.</summary>
    public int Leak { get; init; } = 3;

    /// <summary>One in 2^n of the others is told to slow down by the kiss code RATE (RFC 5905 §7.4); 0 for none.</summary>
    public int Kod { get; init; } = 4;

    /// <summary>Reads the words of chrony's directive, such as <c>interval -4 burst 64 leak 3 kod 4</c>; a word that is missing has its default.</summary>
    /// <returns>False when a word is unknown, repeated, without a number, or its number out of range.</returns>
    public static bool TryParse(string text, out RateLimit limit)
    {
        limit = new RateLimit();
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int? interval = null, burst = null, leak = null, kod = null;
        bool ok = words.Length is > 0 and <= 8 && words.Length % 2 == 0;
        for (int i = 0; ok && i < words.Length; i += 2)
        {
            ok = words[i] switch
            {
                "interval" => TryTake(words[i + 1], MinInterval, MaxInterval, ref interval),
                "burst" => TryTake(words[i + 1], 1, MaxBurst, ref burst),
                "leak" => TryTake(words[i + 1], 1, MaxLeak, ref leak),
                "kod" => TryTake(words[i + 1], 0, MaxLeak, ref kod),
                _ => false,
            };
        }

        limit = new RateLimit
        {
            Interval = interval ?? limit.Interval,
            Burst = burst ?? limit.Burst,
            Leak = leak ?? limit.Leak,
            Kod = kod ?? limit.Kod,
        };
        return ok;
    }

    /// <summary>The words that <see cref="TryParse"/> reads.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"interval {Interval} burst {Burst} leak {Leak} kod {Kod}");

    private static bool TryTake(string word, int least, int most, ref int? value)
    {
        bool isFirst = value is null;
        bool isNumber = int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number);
        value = number;
        return isFirst && isNumber && number >= least && number <= most;
    }
}
