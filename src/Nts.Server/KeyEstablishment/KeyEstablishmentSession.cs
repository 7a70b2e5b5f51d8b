using System;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using Nts.Crypto;
using Nts.KeyEstablishment;
using Nts.Nts;

namespace Nts.Server.KeyEstablishment;

/// <summary>One client's visit: handshake, request, response, goodbye (RFC 8915 §4).</summary>
internal sealed class KeyEstablishmentSession(
    TlsConnection connection,
    KeyEstablishmentOptions options,
    KeyRing keys,
    IRandomSource random,
    KeyEstablishmentCounters counters,
    TimeProvider time)
{
    /// <summary>How long an answer may take to leave when the client's own time is up.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly byte[] _response = new byte[KeLimits.ResponseRoom];

    /// <summary>Serves the client; never throws for what the client does.</summary>
    public async Task<SessionOutcome> RunAsync(CancellationToken stop)
    {
        using CancellationTokenSource timer = new(options.SessionTimeout, time);
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stop);
        bool isAnswered = false;
        try
        {
            TlsStatus handshake = await connection.HandshakeAsync(deadline.Token).ConfigureAwait(false);
            if (handshake != TlsStatus.Done)
            {
                return handshake switch
                {
                    TlsStatus.WrongProtocol => SessionOutcome.WrongProtocol,
                    TlsStatus.Closed => SessionOutcome.Disconnected,
                    _ => SessionOutcome.TlsFailed,
                };
            }

            if (await NegotiateAsync(deadline.Token, stop).ConfigureAwait(false) is not Negotiation negotiation)
            {
                return SessionOutcome.TlsFailed;
            }

            await AnswerAsync(negotiation, stop).ConfigureAwait(false);
            isAnswered = true;
            await connection.DrainAsync(deadline.Token).ConfigureAwait(false);
            return SessionOutcome.Answered;
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            return isAnswered ? SessionOutcome.Answered
                : stop.IsCancellationRequested ? SessionOutcome.Stopped
                : e is SocketException ? SessionOutcome.Disconnected
                : SessionOutcome.TimedOut;
        }
    }

    /// <summary>Reads the request and decides on it; null when TLS broke, so that no answer can be given.</summary>
    private async ValueTask<Negotiation?> NegotiateAsync(CancellationToken deadline, CancellationToken stop)
    {
        try
        {
            byte[] request = new byte[KeLimits.MaxRequestLength + 1];
            (int length, TlsStatus status) = await connection.ReadMessageAsync(request, deadline).ConfigureAwait(false);
            return status is TlsStatus.Done or TlsStatus.Closed ? RequestNegotiator.Negotiate(request.AsSpan(0, length)) : null;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new Negotiation(RequestReason.TimedOut);
        }
    }

    private async ValueTask AnswerAsync(Negotiation negotiation, CancellationToken stop)
    {
        if (!negotiation.IsAccepted || !TryWriteAgreement(negotiation.Aead, out int length))
        {
            negotiation = negotiation.IsAccepted ? new(RequestReason.InternalError) : negotiation;
            _ = ResponseWriter.TryWriteRefusal(_response, negotiation, out length);
        }

        using CancellationTokenSource timer = new(Grace, time);
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stop);
        await connection.SendLastAsync(_response.AsMemory(0, length), deadline.Token).ConfigureAwait(false);
        counters.Count(negotiation.Reason);
    }

    private bool TryWriteAgreement(AeadAlgorithm aead, out int length)
    {
        length = 0;
        Span<byte> secrets = stackalloc byte[2 * AeadKey.MaxKeySize];
        Span<byte> c2s = secrets[..AeadKey.KeySize(aead)];
        Span<byte> s2c = secrets.Slice(AeadKey.MaxKeySize, c2s.Length);
        int cookieLength = Cookie.LengthFor(aead);
        Span<byte> cookies = stackalloc byte[KeLimits.CookieCount * cookieLength];
        bool isExported = KeyExport.TryExport(connection.Tls, aead, c2s, s2c);
        KeyRingSnapshot snapshot = keys.Snapshot;
        for (int i = 0; isExported && i < KeLimits.CookieCount; i++)
        {
            Cookie.Seal(snapshot, aead, c2s, s2c, random, cookies.Slice(i * cookieLength, cookieLength));
        }

        CryptographicOperations.ZeroMemory(secrets);
        return isExported && ResponseWriter.TryWriteAgreement(_response, aead, options.NtpServer, cookies, cookieLength, out length);
    }
}
