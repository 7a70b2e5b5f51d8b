using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Nts.Crypto;
using Nts.Desktop.Decoding;
using Nts.Ntp;
using Nts.Nts;
using Nts.Server.Client;
using Nts.Server.KeyEstablishment;
using Nts.Time;

namespace Nts.Desktop;

/// <summary>Asks an NTP server for the time under NTS, each time with a cookie and from a port of its own (RFC 9109).</summary>
/// <param name="clock">What is compared with the server's clock.</param>
/// <param name="keys">Keys to describe packets with.</param>
/// <param name="verbose">Takes a description of what is sent and received; null for none.</param>
internal sealed class NtpQuery(IClock clock, SessionKeys keys, TextWriter? verbose)
{
    private const int Attempts = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Asks until an answer can be used, for at most nine seconds.</summary>
    /// <param name="established">Keys, cookies and where to ask.</param>
    /// <param name="family">IPv4, IPv6, or unspecified for either.</param>
    /// <param name="cookies">How many cookies to ask for at first, 1 to 8; each further attempt asks for one more.</param>
    /// <param name="cancellation">Ends the look-up of the server's name.</param>
    public async Task<NtpQueryResult> RunAsync(KeyEstablishmentResult established, AddressFamily family, int cookies, CancellationToken cancellation)
    {
        NtpQueryResult result = new(null, default, "no answer in time");
        NtsSession session = established.Session!;
        try
        {
            IPEndPoint server = await ServerLookup.ResolveAsync(established.NtpServer!, established.Peer!, family, cancellation).ConfigureAwait(false);
            result = result with { Server = server };
            for (int i = 1; i < cookies; i++)
            {
                // A request asks for as many cookies as the session lacks, and one that is not sent has taken its own.
                _ = NtpExchange.TryCreateNts(session, SystemRandom.Instance, out _);
            }

            NtpClientSocket.WarmUp(clock, TimeProvider.System);
            for (int i = 0; i < Attempts && NtpExchange.TryCreateNts(session, SystemRandom.Instance, out NtpExchange? exchange); i++)
            {
                if (Ask(server, exchange) is (ExchangeStatus status, NtpSample sample))
                {
                    result = new(server, sample, Describe(status, sample));
                    if (status != ExchangeStatus.NtsNak || !session.TrySwitchToAlternativeKeys())
                    {
                        break;
                    }
                }
            }
        }
        catch (SocketException e)
        {
            result = result with { Failure = e.Message };
        }

        return result;
    }

    /// <summary>Sends the request and waits for what settles it; null when the time is up. A NAK settles nothing while a true reply may come.</summary>
    private (ExchangeStatus Status, NtpSample Sample)? Ask(IPEndPoint server, NtpExchange exchange)
    {
        using NtpClientSocket socket = new(server, clock, TimeProvider.System);
        Say($"NTP request to {server} from port {socket.Local.Port}", exchange.Request.Span);
        (ExchangeStatus Status, NtpSample Sample)? nak = null;
        (ExchangeStatus Status, NtpSample Sample)? settled = null;
        _ = socket.Ask(exchange.Request.Span, Patience, (reply, sentAt, receivedAt) =>
        {
            ExchangeStatus status = exchange.Accept(reply, sentAt, receivedAt, out NtpSample sample);
            Say($"NTP reply from {server}: {status}", reply);
            nak = status is ExchangeStatus.NtsNak ? (status, sample) : nak;
            settled = status is ExchangeStatus.Accepted or ExchangeStatus.Unsynchronized or ExchangeStatus.TimestampsInvalid
                || (status == ExchangeStatus.Kiss && sample.IsAuthentic)
                ? (status, sample)
                : settled;
            return settled is null;
        });
        return settled ?? nak;
    }

    private void Say(string what, ReadOnlySpan<byte> packet)
    {
        if (verbose is not null)
        {
            verbose.WriteLine($"{what}, {packet.Length} octets");
            NtpDescriber.Describe(packet, keys, clock.Now(), new Outline(verbose, 1));
        }
    }

    private static string Describe(ExchangeStatus status, in NtpSample sample) => status switch
    {
        ExchangeStatus.Accepted => string.Empty,
        ExchangeStatus.Unsynchronized => "the server is not synchronised",
        ExchangeStatus.Kiss => $"the server refuses with kiss {sample.Header.ReferenceId}",
        ExchangeStatus.NtsNak => "the server does not accept the cookie (NTS NAK)",
        _ => $"the reply is not usable ({status})",
    };
}
