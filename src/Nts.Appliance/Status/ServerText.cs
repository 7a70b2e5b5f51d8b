using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Nts.Ntp;

namespace Nts.Appliance.Status;

/// <summary><c>nts-appliance serverstats</c>: sums in the words of <c>chronyc serverstats</c>, and below them what they are made of.</summary>
internal static class ServerText
{
    private static readonly Dictionary<string, RespondAction> Actions = Enum.GetValues<RespondReason>().ToDictionary(reason => reason.ShortName(), reason => reason.Action());

    /// <summary>Several lines without a line break at the end.</summary>
    public static string Render(StatusDocument status)
    {
        Dictionary<string, long> ntp = status.Ntp;
        Dictionary<string, long> establishments = status.KeyEstablishment;
        string sums = Columns.Rows(
        [
            ("NTP packets received", Number(Actions.Keys.Sum(name => ntp.GetValueOrDefault(name)))),
            ("NTP packets dropped", Number(Sum(ntp, RespondAction.Drop))),
            ("NTP packets answered", Number(Sum(ntp, RespondAction.Answer))),
            ("Kisses (RATE, DENY, NAK)", Number(Sum(ntp, RespondAction.Kiss))),
            ("Authenticated by NTS", Number(ntp.GetValueOrDefault(RespondReason.Nts.ShortName()))),
            ("Authenticated by symmetric key", Number(ntp.GetValueOrDefault(RespondReason.Mac.ShortName()))),
            ("Interleaved NTP packets", Number(ntp.GetValueOrDefault("reply-interleaved"))),
            ("Replies the kernel refused", Number(ntp.GetValueOrDefault("reply-refused-by-kernel"))),
            ("NTS-KE connections", Number(establishments.Where(count => count.Key.StartsWith("session-", StringComparison.Ordinal)).Sum(count => count.Value))),
            ("NTS-KE", status.KeyEstablishmentState),
        ]);
        return $"{sums}\n\nNTP packets by what became of them:{List(ntp)}\n\nNTS-KE by what became of it:{List(establishments)}";
    }

    private static long Sum(Dictionary<string, long> ntp, RespondAction action) =>
        Actions.Where(known => known.Value == action).Sum(known => ntp.GetValueOrDefault(known.Key));

    private static string List(Dictionary<string, long> counts)
    {
        string[] lines = [.. counts.Where(count => count.Value != 0).OrderByDescending(count => count.Value).Select(count => $"\n  {count.Key,-28} {Number(count.Value),12}")];
        return lines.Length == 0 ? " nothing yet" : string.Concat(lines);
    }

    private static string Number(long count) => count.ToString(CultureInfo.InvariantCulture);
}
