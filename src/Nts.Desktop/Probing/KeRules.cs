using System.Collections.Generic;
using System.Linq;
using Nts.KeyEstablishment;
using static Nts.Desktop.Probing.Records;

namespace Nts.Desktop.Probing;

/// <summary>Rules on what key establishment grants (RFC 8915 §4).</summary>
internal static class KeRules
{
    private const ushort Siv256 = 15;
    private const ushort Siv512 = 17;
    private const ushort GcmSiv = 30;
    private const int CookiesWanted = 8;

    /// <summary>The least that a server must read (RFC 8915 §4).</summary>
    private const int RequestLength = 1024;

    public static IEnumerable<Rule> All =>
    [
        new("ke-next-protocol", "RFC 8915 §4.1.2", Level.Must, "exactly one Next Protocol record, critical, that says NTPv4", bench => Finding.Of(
            bench.Plain.Count(KeRecordType.NextProtocol) == 1 && bench.Plain.Protocols is [0] && IsCritical(bench.Plain, KeRecordType.NextProtocol), bench.Plain.Seen)),
        new("ke-aead", "RFC 8915 §4.1.5", Level.Must, "exactly one AEAD record with one algorithm that was offered", bench => Finding.Of(
            bench.Plain.Count(KeRecordType.AeadAlgorithm) == 1 && (int?)bench.Plain.Aead == Siv256, bench.Plain.Seen)),
        new("ke-aead-15", "RFC 8915 §4.1.5", Level.Must, "AEAD_AES_SIV_CMAC_256 (15) is supported", bench => Finding.Of(bench.Supports(Siv256), bench.Plain.Seen)),
        new("ke-cookies", "RFC 8915 §4.1.6", Level.Must, "at least one cookie", bench => Finding.Of(bench.Plain.Cookies.Count > 0, bench.Plain.Seen)),
        new("ke-cookies-eight", "RFC 8915 §4.1.6", Level.Should, "eight cookies", bench =>
            Finding.Of(bench.Plain.Cookies.Count == CookiesWanted, bench.Plain.Seen)),
        new("ke-cookies-length", "RFC 8915 §5.4, RFC 7822 §3", Level.Must, "cookies of a length that an extension field can carry, a multiple of four", bench => Finding.Of(
            bench.Plain.Cookies.All(cookie => cookie.Length % 4 == 0 && cookie.Length >= 12), Lengths(bench.Plain))),
        new("ke-cookies-equal", "practice", Level.Should, "cookies of one length", bench =>
            Finding.Of(bench.Plain.Cookies.Select(cookie => cookie.Length).Distinct().Count() == 1, Lengths(bench.Plain))),
        new("ke-cookies-differ", "RFC 8915 §9.1", Level.Should, "no cookie twice", bench => Finding.Of(
            bench.Plain.Cookies.Select(System.Convert.ToHexString).Distinct().Count() == bench.Plain.Cookies.Count, $"{bench.Plain.Cookies.Count} cookies")),
        new("ke-cookies-optional", "RFC 8915 §4.1.6", Level.Should, "cookie records without the critical bit", bench =>
            Finding.Of(!bench.Plain.Records.Any(record => record.Type == (int)KeRecordType.NewCookie && record.IsCritical), bench.Plain.Seen)),
        new("ke-end", "RFC 8915 §4.1.1", Level.Must, "one End of Message, last, critical, empty", bench => Finding.Of(
            bench.Plain.Count(KeRecordType.EndOfMessage) == 1 && bench.Plain.Records[^1] is { Type: 0, IsCritical: true, Body.Length: 0 }
            && bench.Plain.Records.Sum(record => 4 + record.Body.Length) == bench.Plain.Message.Length, bench.Plain.Seen)),
        new("ke-close-notify", "RFC 8915 §4", Level.Must, "close_notify after the response", bench => Finding.Of(bench.Plain.HasCloseNotify, bench.Plain.Ending)),
        new("ke-server-record", "RFC 8915 §4.1.7", Level.Must, "at most one Server record, ASCII", bench => Named(bench.Plain, KeRecordType.Server)),
        new("ke-port-record", "RFC 8915 §4.1.8", Level.Must, "at most one Port record, two octets", bench => Named(bench.Plain, KeRecordType.Port)),
        Grants("ke-unknown-optional", "RFC 8915 §4", "an unknown record that is not critical is ignored", Message(NtpProtocol, Record(UnknownType, false, 1, 2, 3), Aead15, End)),
        Grants("ke-unknown-protocol", "RFC 8915 §4.1.2", "an unknown protocol beside NTPv4 does no harm", Message(Protocols(UnknownProtocol, 0), Aead15, End)),
        Grants("ke-unknown-aead", "RFC 8915 §4.1.5", "an unknown algorithm in front of 15 does no harm", Message(NtpProtocol, Aeads(UnknownAead, Siv256), End)),
        Grants("ke-aead-optional", "RFC 8915 §4.1.5", "an AEAD record without the critical bit is as good", Message(NtpProtocol, Record(4, false, 0, 15), End)),
        Grants("ke-any-order", "RFC 8915 §4", "records are taken in any order", Message(Aead15, NtpProtocol, End)),
        Grants("ke-1024", "RFC 8915 §4", "a request of 1024 octets is accepted", Message(
            NtpProtocol, Aead15, Record(UnknownType, false, new byte[RequestLength - Good.Length - 4]), End)),
        new("ke-pieces", "RFC 8446 §5.1", Level.Must, "a request in one TLS record for each octet is accepted", bench =>
        {
            KeAnswer answer = bench.Visit(Good.Select(octet => new[] { octet }), closes: false, bench.Options.Timeout);
            return Finding.Of(answer.IsAgreement, answer.Seen);
        }),
        new("ke-client-server-record", "RFC 8915 §4.1.7", Level.Must, "a client may ask for an NTP server by name", bench =>
        {
            KeAnswer answer = bench.Visit(Message(NtpProtocol, Aead15, Record(6, false, (byte)'a', (byte)'.', (byte)'b'), End));
            return Finding.Of(answer.IsAgreement, answer.Seen);
        }),
        new("ke-no-protocol", "RFC 8915 §4.1.2", Level.Must, "without a protocol in common none is chosen", bench =>
        {
            KeAnswer answer = bench.Visit(Message(Protocols(UnknownProtocol), Aead15, End));
            return Finding.Of(answer.Protocols is [] or null && answer.Cookies.Count == 0 && answer.Message.Length > 0, answer.Seen);
        }),
        new("ke-no-aead", "RFC 8915 §4.1.5", Level.Must, "without an algorithm in common the AEAD record is empty", bench =>
        {
            KeAnswer answer = bench.Visit(Message(NtpProtocol, Aeads(UnknownAead), End));
            return Finding.Of(answer.Count(KeRecordType.AeadAlgorithm) == 1 && answer.Bodies(KeRecordType.AeadAlgorithm).First().Length == 0, answer.Seen);
        }),
        new("ke-preference", "RFC 8915 §4.1.5", Level.May, "the client's order of preference is honoured", Preference),
        new("ke-record-1024", "IANA, record 1024", Level.Should, "record 1024 is echoed when AEAD 30 is chosen", bench =>
        {
            return bench.Supports(GcmSiv)
                ? Finding.Of(bench.Single(GcmSiv).Count(KeRecordType.CompliantGcmSivExport) == 1, bench.Single(GcmSiv).Seen)
                : Finding.NotApplicable("AEAD 30 is not supported");
        }),
        new("ke-30-without-1024", "practice", Level.Should, "15 is chosen when a client offers 30 without record 1024", bench =>
        {
            KeAnswer answer = bench.Supports(GcmSiv) ? bench.Visit(Message(NtpProtocol, Aeads(GcmSiv, Siv256), End)) : bench.Plain;
            return bench.Supports(GcmSiv) ? Finding.Of((int?)answer.Aead == Siv256, answer.Seen) : Finding.NotApplicable("AEAD 30 is not supported");
        }),
    ];

    private static Rule Grants(string id, string clause, string title, byte[] request) => new(id, clause, Level.Must, title, bench =>
    {
        KeAnswer answer = bench.Visit(request);
        return Finding.Of(answer.IsAgreement && (int?)answer.Aead == Siv256, answer.Seen);
    });

    private static Finding Named(KeAnswer answer, KeRecordType type)
    {
        byte[][] bodies = [.. answer.Bodies(type)];
        bool isRight = bodies.Length == 1
            && (type == KeRecordType.Port ? bodies[0].Length == 2 : bodies[0].All(octet => octet is > (byte)' ' and < 127));
        return bodies.Length == 0 ? Finding.NotApplicable("none was sent") : Finding.Of(isRight, answer.Seen);
    }

    private static Finding Preference(ProbeBench bench)
    {
        ushort[] known = [.. new ushort[] { Siv256, Siv512, GcmSiv }.Where(bench.Supports)];
        if (known.Length < 2)
        {
            return Finding.NotApplicable("one algorithm only");
        }

        ushort[] reversed = [.. known.Reverse()];
        KeAnswer first = bench.Visit(For(known));
        KeAnswer second = bench.Visit(For(reversed));
        bool isHonoured = (int?)first.Aead == known[0] && (int?)second.Aead == reversed[0];
        return Finding.Of(
            isHonoured, $"{string.Join('>', known)} gives {(int?)first.Aead}, {string.Join('>', reversed)} gives {(int?)second.Aead}");
    }

    private static bool IsCritical(KeAnswer answer, KeRecordType type) => answer.Records.First(record => record.Type == (int)type).IsCritical;

    private static string Lengths(KeAnswer answer) => $"{string.Join(", ", answer.Cookies.Select(cookie => cookie.Length).Distinct())} octets";
}
