using System;
using System.Collections.Generic;
using System.Linq;
using Nts.Crypto;
using Nts.Ntp;
using Nts.Nts;
using Nts.TestKit;

namespace Nts.Fuzz.Targets;

/// <summary>A datagram at a client's port that need not come from the server: it has guessed the origin timestamp, and even the unique identifier.</summary>
internal sealed class NtpReplyTarget : IFuzzTarget
{
    private const int OriginOffset = 24;
    private const int TransmitOffset = 40;
    private const int IdentifierOffset = NtpHeader.Length + 4;
    private const int IdentifierLength = 32;

    public string Name => "ntp-reply";

    public int MaxLength => Laboratory.MaxPacketLength;

    public IEnumerable<byte[]> Seeds => Laboratory.Vectors.Where(vector => vector.Key.EndsWith(".reply", StringComparison.Ordinal)).Select(vector => vector.Value);

    public IReadOnlyList<byte[]> Dictionary => Laboratory.Dictionary;

    public void Run(ReadOnlySpan<byte> input)
    {
        NtsSession session = Laboratory.Session(AeadAlgorithm.AesSivCmac256, 100);
        BrokenRuleException.Unless(NtpExchange.TryCreateNts(session, Seeded.Fixed(2), out NtpExchange? exchange), "a session with cookies makes requests");
        byte[] reply = [.. input];
        Answer(exchange!.Request.Span, reply);
        ExchangeStatus status = exchange.Accept(reply, Laboratory.ReceivedAt, Laboratory.ReceivedAt, out _);
        BrokenRuleException.Unless(status != ExchangeStatus.Accepted, "nobody but the server is believed");
        BrokenRuleException.Unless(session.CookieCount == NtsSession.MaxCookies - 1, "a datagram that is not authentic brings no cookie");

        NtpExchange plain = NtpExchange.CreatePlain(Seeded.Fixed(3));
        Answer(plain.Request.Span, reply);
        _ = plain.Accept(reply, Laboratory.ReceivedAt, Laboratory.ReceivedAt, out _);
    }

    /// <summary>Makes a datagram look like the reply to a request.</summary>
    internal static void Answer(ReadOnlySpan<byte> request, Span<byte> reply)
    {
        if (reply.Length >= NtpHeader.Length)
        {
            request.Slice(TransmitOffset, sizeof(ulong)).CopyTo(reply[OriginOffset..]);
        }

        if (reply.Length >= IdentifierOffset + IdentifierLength && request.Length > NtpHeader.Length)
        {
            request.Slice(IdentifierOffset, IdentifierLength).CopyTo(reply[IdentifierOffset..]);
        }
    }
}
