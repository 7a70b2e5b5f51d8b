using System;
using System.Collections.Generic;
using Nts.Ntp;

namespace Nts.Desktop.Probing;

/// <summary>Rules on what is refused with a negative acknowledgement, and on what is not answered at all.</summary>
internal static class NtpRefusalRules
{
    /// <summary>Silence is asked for twice: one lost datagram shall not look like it.</summary>
    private const int Twice = 2;

    public static IEnumerable<Rule> All =>
    [
        Nak("ntp-nak-tampered", "a request that was altered gets a NAK", plan => plan.Tamper = datagram => datagram[2] ^= 1),
        Nak("ntp-nak-tag", "a request with a wrong tag gets a NAK", plan => plan.Tamper = datagram => datagram[^1] ^= 1),
        Nak("ntp-nak-cookie", "a cookie that was altered gets a NAK", plan => plan.Cookie[^1] ^= 1),
        Nak("ntp-nak-cookie-unknown", "a cookie of random octets gets a NAK", plan => plan.Cookie = System.Security.Cryptography.RandomNumberGenerator.GetBytes(plan.Cookie.Length)),
        new("ntp-nak-form", "RFC 8915 §5.7", Level.Must, "a NAK bears the unique identifier, and neither cookie nor authenticator", bench =>
        {
            NtpReply? reply = bench.Ask(plan => plan.Tamper = datagram => datagram[2] ^= 1);
            return reply is not { IsKiss: true } ? Finding.NotApplicable("no NAK comes")
                : Finding.Of(
                    reply.EchoesUniqueIdentifier && reply.Count(ExtensionFieldType.Cookie) == 0 && reply.Count(ExtensionFieldType.Authenticator) == 0
                    && reply.Datagram.Length <= reply.Request.Length,
                    reply.Seen);
        }),
        Unauthentic("ntp-tampered-no-time", "RFC 8915 §5.7", Level.Must, "a request that was altered gets no time under NTS", plan => plan.Tamper = datagram => datagram[2] ^= 1),
        Unauthentic("ntp-no-unique-identifier", "RFC 8915 §5.7", Level.Should, "a request without unique identifier gets no authentic reply", plan => plan.UniqueIdentifiers = 0),
        Unauthentic("ntp-two-unique-identifiers", "RFC 8915 §5.7", Level.Should, "two unique identifiers get no authentic reply", plan => plan.UniqueIdentifiers = 2),
        Unauthentic("ntp-two-cookies", "RFC 8915 §5.7", Level.Should, "two cookies get no authentic reply", plan => plan.Cookies = 2),
        Unauthentic("ntp-short-nonce-no-padding", "RFC 8915 §5.6", Level.Must, "a short nonce without the padding that it needs gets no authentic reply", plan => plan.NonceLength = 4),
        Silent("ntp-no-authenticator", "RFC 8915 §5.7", Level.Should, "a cookie without an authenticator gets no answer, or a NAK", plan => { }, isSealed: false),
        Silent("ntp-mode-4", "RFC 5905 §9.2", Level.Must, "a packet of mode 4 is not answered", plan => plan.FirstOctet = 0x24),
        Silent("ntp-mode-5", "RFC 5905 §9.2", Level.Must, "a packet of mode 5 is not answered", plan => plan.FirstOctet = 0x25),
        Silent("ntp-cut-field", "RFC 7822 §3", Level.Should, "a field that ends behind the packet gets no answer, or a NAK", plan => plan.Tamper = datagram => datagram[51] = 0xfc),
        new("ntp-placeholder-length", "RFC 8915 §5.5", Level.Must, "a placeholder of another length than the cookie's brings no cookie", bench =>
        {
            NtpReply? reply = bench.Ask(plan => plan.Placeholders.Add(new byte[plan.Cookie.Length - 4]));
            return Finding.Of(reply is null || reply.NewCookies.Count <= 1, reply?.Seen ?? "no answer");
        }),
        new("ntp-placeholder-behind", "RFC 8915 §5.7", Level.Must, "a placeholder behind the authenticator brings no cookie", bench =>
        {
            NtpReply? reply = bench.Ask(plan => plan.Behind.Add(NtpRequestPlan.PlaceholderField(plan.Cookie.Length)));
            return Finding.Of(reply is null || reply.NewCookies.Count <= 1, reply?.Seen ?? "no answer");
        }),
        new("ntp-short-packet", "RFC 5905 §7.3", Level.Must, "a packet of 47 octets is not answered", bench =>
        {
            NtpRequestPlan plan = new() { UniqueIdentifiers = 0 };
            byte[] datagram = plan.Write(default, []);
            NtpReply? reply = bench.Exchange(plan, datagram[..^1]) ?? bench.Exchange(plan, datagram[..^1]);
            return Finding.Of(reply is null, reply?.Seen ?? "no answer");
        }),
        new("ntp-still-well", "practice", Level.Must, "after all that, a good request is answered", bench =>
        {
            NtpReply? reply = bench.Ask();
            return Finding.Of(reply is { IsAuthentic: true }, reply?.Seen ?? "no answer");
        }),
    ];

    private static Rule Nak(string id, string title, Action<NtpRequestPlan> change) => new(id, "RFC 8915 §5.7", Level.Should, title, bench =>
    {
        NtpReply? reply = bench.Ask(change);
        return Finding.Of(reply is { IsKiss: true, IsAuthentic: false } && reply.Header.ReferenceId.ToString() == "NTSN", reply?.Seen ?? "no answer");
    });

    private static Rule Unauthentic(string id, string clause, Level level, string title, Action<NtpRequestPlan> change) => new(id, clause, level, title, bench =>
    {
        NtpReply? reply = bench.Ask(change, attempts: Twice);
        return Finding.Of(reply is null or { IsAuthentic: false }, reply?.Seen ?? "no answer");
    });

    private static Rule Silent(string id, string clause, Level level, string title, Action<NtpRequestPlan> change, bool isSealed = true) => new(id, clause, level, title, bench =>
    {
        NtpReply? reply = null;
        for (int i = 0; i < Twice && reply is null; i++)
        {
            NtpRequestPlan plan = bench.Request(change);
            reply = bench.Exchange(plan, plan.Write(isSealed ? bench.Session.Aead!.Value : default, isSealed ? bench.Session.C2S : []));
        }

        return Finding.Of(reply is null || (reply.IsKiss && !id.StartsWith("ntp-mode", StringComparison.Ordinal)), reply?.Seen ?? "no answer");
    });
}
