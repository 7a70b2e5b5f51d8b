using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Nts.Gnss;

/// <summary>Messages of a capture by what they are here: a <see cref="MessageKind"/>, or the verdict on frames of other protocols.</summary>
public static partial class CaptureCounts
{
    private static readonly GnssVerdict[] Foreign = [GnssVerdict.Rtcm3, GnssVerdict.Sirf, GnssVerdict.Tsip, GnssVerdict.Oncore];

    /// <summary>As the decoder counts them.</summary>
    public static Dictionary<string, int> Of(GnssCounters counters) =>
        Enum.GetValues<MessageKind>().Select(kind => (Name: kind.ToString(), Count: (int)counters.Messages(kind)))
            .Concat(Foreign.Select(verdict => (Name: verdict.ToString(), Count: (int)counters.Frames(verdict))))
            .Where(entry => entry.Count > 0).ToDictionary(entry => entry.Name, entry => entry.Count);

    /// <summary>As the captures' README counts them, by a scanner that shares no code with the decoder.</summary>
    public static Dictionary<string, int> Of(IEnumerable<string> readme, string capture)
    {
        string contents = readme.SkipWhile(line => line != $"### {capture}").First(line => line.StartsWith("- **Contents**", StringComparison.Ordinal));
        return Entry().Matches(contents).GroupBy(match => NameOf(match.Groups["name"].Value), match => int.Parse(match.Groups["count"].Value))
            .ToDictionary(group => group.Key, group => group.Sum());
    }

    // "GPGSV 54", "UBX-NAV-PVT 9", "RTCM3-1005 26", "SiRF-67 179", "DLE-0xa2 765"; what has no checksum is refused here: "POLYN(nocksum) 3".
    [GeneratedRegex(@"(?<=[ ,])(?<name>[A-Z][A-Za-z0-9-]+) (?<count>\d+)")]
    private static partial Regex Entry();

    private static string NameOf(string name) => name switch
    {
        _ when name.StartsWith("RTCM3-", StringComparison.Ordinal) => nameof(GnssVerdict.Rtcm3),
        _ when name.StartsWith("SiRF-", StringComparison.Ordinal) => nameof(GnssVerdict.Sirf),
        _ when name.StartsWith("DLE-", StringComparison.Ordinal) => nameof(GnssVerdict.Tsip),
        "UBX-ACK-ACK" or "UBX-ACK-NAK" => nameof(MessageKind.Ack),
        _ when name.StartsWith("UBX-", StringComparison.Ordinal) => KindOr(name[4..].Replace("-", "", StringComparison.Ordinal)),
        _ when name.Length == 5 && name[0] != 'P' => KindOr(name[2..]),
        _ => nameof(MessageKind.Other),
    };

    private static string KindOr(string name) =>
        Enum.TryParse(name, ignoreCase: true, out MessageKind kind) ? kind.ToString() : nameof(MessageKind.Other);
}
