using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using Nts.Ntp;
using Nts.Time;

namespace Nts.Desktop.Probing;

/// <summary>Rules on what is answered, and how (RFC 8915 §5, RFC 5905).</summary>
internal static class NtpRules
{
    private const ushort UnknownField = 0x5a5a;

    public static IEnumerable<Rule> All =>
    [
        Authentic("ntp-authentic", "RFC 8915 §5.7", Level.Must, "a request is answered, and the answer is authentic", null, reply => reply.IsAuthentic),
        Authentic("ntp-unique-identifier", "RFC 8915 §5.3", Level.Must, "the unique identifier comes back, once", null, reply => reply.EchoesUniqueIdentifier),
        Authentic("ntp-unique-identifier-64", "RFC 8915 §5.3", Level.Must, "a unique identifier of 64 octets comes back as well",
            plan => plan.UniqueIdentifier = RandomNumberGenerator.GetBytes(64), reply => reply.IsAuthentic && reply.EchoesUniqueIdentifier),
        Authentic("ntp-header", "RFC 5905 §9.2", Level.Must, "mode 4, version 4", null, reply => reply.Header is { Mode: NtpMode.Server, Version: 4 }),
        Authentic("ntp-times", "RFC 5905 §8", Level.Must, "receive and transmit time are set and in order, or the server says that it is not synchronised", null, IsTimely),
        Authentic("ntp-one-authenticator", "RFC 8915 §5.7", Level.Must, "one authenticator, and nothing malformed", null,
            reply => reply.Count(ExtensionFieldType.Authenticator) == 1 && reply.IsWellFormed),
        Authentic("ntp-cookie", "RFC 8915 §5.7", Level.Must, "one cookie for a request without placeholders", null, reply => reply.NewCookies.Count == 1),
        Authentic("ntp-cookies-four", "RFC 8915 §5.7", Level.Should, "four cookies for three placeholders", plan => plan.AddPlaceholders(3), reply => reply.NewCookies.Count == 4),
        Authentic("ntp-cookies-eight", "RFC 8915 §5.7", Level.Should, "eight cookies for seven placeholders", plan => plan.AddPlaceholders(7), reply => reply.NewCookies.Count == 8),
        Authentic("ntp-cookies-no-more", "RFC 8915 §5.7", Level.Must, "never more cookies than were asked for", plan => plan.AddPlaceholders(2), reply => reply.NewCookies.Count <= 3),
        Authentic("ntp-cookie-length", "practice", Level.Should, "new cookies are as long as the old", null,
            reply => reply.NewCookies.All(cookie => cookie.Length == reply.Request.Cookie.Length)),
        new("ntp-cookies-differ", "RFC 8915 §9.1", Level.Should, "no cookie comes twice, nor the one that was sent", bench =>
        {
            NtpReply[] replies = [.. Enumerable.Range(0, 3).Select(_ => Require(bench.Ask(plan => plan.AddPlaceholders(3))))];
            string[] cookies = [.. replies.SelectMany(reply => reply.NewCookies.Append(reply.Request.Cookie)).Select(Convert.ToHexString)];
            return Finding.Of(cookies.Distinct().Count() == cookies.Length, $"{cookies.Length} cookies");
        }),
        new("ntp-cookie-works", "RFC 8915 §5.7", Level.Must, "a new cookie is accepted", bench =>
        {
            byte[] cookie = Require(bench.Ask()).NewCookies is [byte[] first, ..] ? first : throw new ProbeException("no new cookie came");
            NtpReply reply = Require(bench.Ask(plan => plan.Cookie = cookie));
            return Finding.Of(reply.IsAuthentic, reply.Seen);
        }),
        Authentic("ntp-no-clear-cookie", "RFC 8915 §5.7", Level.Must, "no cookie in the clear", null, reply => reply.Count(ExtensionFieldType.Cookie) == 0),
        Authentic("ntp-not-longer", "RFC 8915 §5.6", Level.Must, "the reply is not longer than the request", plan => plan.AddPlaceholders(3), reply => reply.Datagram.Length <= reply.Request.Length),
        Authentic("ntp-equally-long", "practice", Level.Should, "the reply is as long as the request", plan => plan.AddPlaceholders(3), reply => reply.Datagram.Length == reply.Request.Length),
        Authentic("ntp-placeholder-content", "RFC 8915 §5.5", Level.Must, "what a placeholder holds is ignored",
            plan => plan.Placeholders.Add(RandomNumberGenerator.GetBytes(plan.Cookie.Length)), reply => reply.IsAuthentic),
        Authentic("ntp-field-before", "RFC 8915 §5.7", Level.Must, "an unknown field in front of the authenticator is tolerated",
            plan => plan.Before.Add(NtpRequestPlan.Field(UnknownField, new byte[28])), reply => reply.IsAuthentic),
        Authentic("ntp-field-encrypted", "RFC 8915 §5.7", Level.Must, "an unknown encrypted field is tolerated",
            plan => plan.Plaintext = NtpRequestPlan.Field(UnknownField, new byte[12]), reply => reply.IsAuthentic),
        Authentic("ntp-field-behind", "RFC 8915 §5.7", Level.Must, "an unknown field behind the authenticator is discarded, and the request answered",
            plan => plan.Behind.Add(NtpRequestPlan.Field(UnknownField, new byte[28])), reply => reply.IsAuthentic),
        Authentic("ntp-padding", "RFC 8915 §5.6", Level.Must, "more additional padding than needed is tolerated", plan => plan.Padding = 32, reply => reply.IsAuthentic),
        new("ntp-short-nonce", "RFC 8915 §5.6", Level.Must, "a short nonce with the padding that it needs is accepted", bench =>
        {
            NtpReply? reply = bench.Ask(plan => (plan.NonceLength, plan.Padding) = (8, 8));
            return Finding.Of(reply is { IsAuthentic: true }, reply?.Seen ?? "no answer");
        }),
        new("ntp-replay", "RFC 8915 §6", Level.May, "the same datagram again is answered again: the server keeps no state", bench =>
        {
            NtpRequestPlan plan = bench.Request();
            byte[] datagram = plan.Write(bench.Session.Aead!.Value, bench.Session.C2S);
            NtpReply? first = bench.Exchange(plan, datagram);
            NtpReply? second = bench.Exchange(plan, datagram);
            return Finding.Of(first is { IsAuthentic: true } && second is { IsAuthentic: true }, $"{first?.Seen ?? "no answer"}; {second?.Seen ?? "no answer"}");
        }),
        new("ntp-plain", "RFC 5905 §9.2", Level.May, "a request without NTS is answered", bench =>
        {
            NtpReply? reply = bench.Ask(plan => plan.UniqueIdentifiers = 0, isPlain: true);
            return reply is null ? Finding.Fail("no answer") : Finding.Of(!reply.IsKiss || reply.Header.Leap == LeapIndicator.Unsynchronized, reply.Seen);
        }),
        new("ntp-plain-unique-identifier", "RFC 8915 §5.3", Level.Must, "a request without NTS gets its unique identifier back", bench =>
        {
            NtpReply? reply = bench.Ask(isPlain: true);
            return reply is null ? Finding.NotApplicable("such a request is not answered") : Finding.Of(reply.EchoesUniqueIdentifier, reply.Seen);
        }),
        Works(17),
        Works(30),
    ];

    /// <summary>A reply, or no verdict.</summary>
    public static NtpReply Require(NtpReply? reply) => reply ?? throw new ProbeException("no answer");

    private static bool IsTimely(NtpReply reply) =>
        reply.Header.Leap == LeapIndicator.Unsynchronized
        || (!reply.Header.ReceiveTime.IsZero && !reply.Header.TransmitTime.IsZero && !reply.Header.TransmitTime.IsBefore(reply.Header.ReceiveTime));

    private static Rule Authentic(string id, string clause, Level level, string title, Action<NtpRequestPlan>? change, Func<NtpReply, bool> isRight) =>
        new(id, clause, level, title, bench =>
        {
            NtpReply? reply = bench.Ask(change);
            return Finding.Of(reply is not null && reply.IsAuthentic && isRight(reply), reply?.Seen ?? "no answer");
        });

    private static Rule Works(ushort aead) => new($"ntp-aead-{aead}", "RFC 8915 §5.1", Level.Must, $"AEAD {aead}, if it is granted, works with the keys of its context", bench =>
    {
        if (!bench.Supports(aead))
        {
            return Finding.NotApplicable($"AEAD {aead} is not granted");
        }

        bench.Establish(bench.Visit(Records.For(aead)));
        try
        {
            NtpReply? reply = bench.Ask();
            return Finding.Of(reply is { IsAuthentic: true }, reply?.Seen ?? "no answer");
        }
        finally
        {
            bench.Establish(bench.Visit(Records.Good));
        }
    });
}
