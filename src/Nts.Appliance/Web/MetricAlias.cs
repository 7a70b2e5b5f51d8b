using System.Collections.Generic;
using System.Linq;

namespace Nts.Appliance.Web;

/// <summary>A counter of cfnts, and what of ours it counts: dashboards that were made for cfnts go on.</summary>
/// <param name="Name">Its name in cfnts.</param>
/// <param name="Metric">Our counter.</param>
/// <param name="Label">The label of ours that tells cases apart.</param>
/// <param name="Values">The cases that count; or, after <c>not</c>, those that do not.</param>
internal sealed record MetricAlias(string Name, string Metric, string Label, IReadOnlyList<string> Values)
{
    private const string Not = "not";

    private static readonly string[] Mangled = ["truncated", "oversized", "length-misaligned", "version", "not-client", "field-misaligned", "field-too-short", "field-beyond-end"];
    private static readonly string[] Naks = ["cookie-length", "cookie-key-unknown", "cookie-forged", "cookie-algorithm", "request-forged"];
    private static readonly string[] MalformedNts =
    [
        "uid-missing", "uid-short", "uid-repeated", "cookie-missing", "cookie-repeated", "authenticator-missing", "nonce-length", "ciphertext-length", "padding-short",
        "encrypted-fields-malformed", "encrypted-field-forbidden",
    ];

    /// <summary>All of them. cfnts asks an upstream server, so <c>ntp_upstream_*</c> have nothing that they could count here.</summary>
    public static IReadOnlyList<MetricAlias> All { get; } =
    [
        new("ntp_queries_total", "nts_ntp_requests_total", "outcome", [Not, .. Mangled]),
        new("ntp_nts_queries_total", "nts_ntp_requests_total", "outcome", ["nts", "deny-kiss", .. Naks, .. MalformedNts]),
        new("ntp_kod_total", "nts_ntp_requests_total", "outcome", ["deny-kiss", "rate-kiss", .. Naks]),
        new("ntp_malformed_cookie_total", "nts_ntp_requests_total", "outcome", ["cookie-length"]),
        new("ntp_missing_key_total", "nts_ntp_requests_total", "outcome", ["cookie-key-unknown"]),
        new("ntp_undecryptable_cookie_total", "nts_ntp_requests_total", "outcome", ["cookie-forged", "cookie-algorithm"]),
        new("ntp_mangled_packet_total", "nts_ntp_requests_total", "outcome", Mangled),

        // Of cfnts's key establishment until October 2019; later versions count nothing there.
        new("nts_queries_total", "nts_ke_requests_total", "reason", [Not, "timed-out", "incomplete"]),
        new("nts_errors_total", "nts_ke_sessions_total", "outcome", [Not, "answered", "stopped"]),
        new("nts_timeouts_total", "nts_ke_sessions_total", "outcome", ["timed-out", "silent"]),
    ];

    /// <summary>Whether a case counts.</summary>
    public bool Counts(string? value) => value is not null && Values.Contains(value) != (Values[0] == Not);

    /// <summary>What it counts, as a selector of Prometheus.</summary>
    public override string ToString() => Values[0] == Not
        ? $"the sum of {Metric} with {Label} other than {string.Join(", ", Values.Skip(1))}"
        : $"the sum of {Metric} with {Label} {string.Join(", ", Values)}";
}
