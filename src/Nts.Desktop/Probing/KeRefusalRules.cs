using System.Collections.Generic;
using static Nts.Desktop.Probing.Records;

namespace Nts.Desktop.Probing;

/// <summary>Rules on what key establishment refuses, and with which error (RFC 8915 §4.1.3).</summary>
internal static class KeRefusalRules
{
    private const int Unrecognised = 0;
    private const int BadRequest = 1;

    public static IEnumerable<Rule> All =>
    [
        Refuses("ke-unknown-critical", Level.Must, "an unknown critical record gets Error 0", Message(NtpProtocol, Record(UnknownType, true, 1), Aead15, End), Unrecognised),
        Refuses("ke-no-next-protocol", Level.Must, "no Next Protocol record gets Error 1", Message(Aead15, End)),
        Refuses("ke-no-aead-record", Level.Must, "no AEAD record gets Error 1", Message(NtpProtocol, End)),
        Refuses("ke-nothing", Level.Must, "an End of Message alone gets Error 1", End),
        Refuses("ke-two-next-protocols", Level.Must, "two Next Protocol records get Error 1", Message(NtpProtocol, NtpProtocol, Aead15, End)),
        Refuses("ke-two-aeads", Level.Must, "two AEAD records get Error 1", Message(NtpProtocol, Aead15, Aead15, End)),
        Refuses("ke-empty-next-protocol", Level.Must, "an empty Next Protocol record gets Error 1", Message(Protocols(), Aead15, End)),
        Refuses("ke-empty-aead", Level.Must, "an empty AEAD record gets Error 1", Message(NtpProtocol, Aeads(), End)),
        Refuses("ke-odd-next-protocol", Level.Must, "a Next Protocol record of three octets gets Error 1", Message(Record(1, true, 0, 0, 0), Aead15, End)),
        Refuses("ke-odd-aead", Level.Must, "an AEAD record of three octets gets Error 1", Message(NtpProtocol, Record(4, true, 0, 15, 0), End)),
        Refuses("ke-client-error", Level.Must, "an Error record from a client gets Error 1", Message(NtpProtocol, Aead15, Record(2, true, 0, 1), End)),
        Refuses("ke-client-warning", Level.Must, "a Warning record from a client gets Error 1", Message(NtpProtocol, Aead15, Record(3, true, 0, 1), End)),
        Refuses("ke-client-cookie", Level.Must, "a cookie from a client gets Error 1", Message(NtpProtocol, Aead15, Record(5, false, new byte[100]), End)),
        Refuses("ke-end-with-body", Level.Must, "an End of Message with a body gets Error 1", Message(NtpProtocol, Aead15, Record(0, true, 0))),
        Refuses("ke-end-optional", Level.Should, "an End of Message without its critical bit gets Error 1", Message(NtpProtocol, Aead15, Record(0, false))),
        Refuses("ke-next-protocol-optional", Level.Should, "a Next Protocol record without its critical bit gets Error 1", Message(Record(1, false, 0, 0), Aead15, End)),
        new("ke-cut", "RFC 8915 §4.1.3", Level.Must, "a request that ends in the middle gets Error 1", bench =>
            Judge(bench.Visit([Good[..^6]], closes: true, bench.Options.Patience), BadRequest)),
        new("ke-time-out", "RFC 8915 §4.1.3", Level.Must, "a client that says nothing gets Error 1 in the end", bench =>
            Late(bench, bench.Visit([], closes: false, bench.Options.Patience))),
        new("ke-time-out-half", "RFC 8915 §4.1.3", Level.Must, "a client that stops in the middle gets Error 1 in the end", bench =>
            Late(bench, bench.Visit([Good[..^6]], closes: false, bench.Options.Patience))),
        new("ke-still-well", "practice", Level.Must, "after all that, a good request is served", bench =>
        {
            KeAnswer answer = bench.Visit(Good);
            return Finding.Of(answer.IsAgreement, answer.Seen);
        }),
    ];

    private static Rule Refuses(string id, Level level, string title, byte[] request, int code = BadRequest) =>
        new(id, "RFC 8915 §4.1.3", level, title, bench => Judge(bench.Visit(request), code));

    private static Finding Judge(KeAnswer answer, int code) => Finding.Of(answer.Error == code && answer.Cookies.Count == 0, answer.Seen);

    private static Finding Late(ProbeBench bench, KeAnswer answer) =>
        answer.Error is null && answer.Elapsed >= bench.Options.Patience
            ? Finding.Skipped($"{answer.Seen}: try a longer --patience")
            : Finding.Of(answer.Error == BadRequest, $"after {answer.Elapsed.TotalSeconds:0.0} s: {answer.Seen}");
}
