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
    /// <summary>How long an answer may take to leave, and the client to close after it, whatever its own time.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly byte[] _response = new byte[KeLimits.ResponseRoom];

    /// <summary>Serves a client whose handshake is done.</summary>
    /// <param name="patience">Ends the waiting for the request.</param>
    /// <param name="stop">Ends everything.</param>
    /// <returns>Whether an answer was sent: without, the client broke TLS.</returns>
    /// <exception cref="SocketException">The client went away before its answer was sent.</exception>
    /// <exception cref="OperationCanceledException">It did not take its answer in time, or the server stops.</exception>
    public async Task<bool> RunAsync(CancellationToken patience, CancellationToken stop)
    {
        if (await NegotiateAsync(patience, stop).ConfigureAwait(false) is not Negotiation negotiation)
        {
            return false;
        }

        using CancellationTokenSource timer = new(Grace, time);
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stop);
        await AnswerAsync(negotiation, deadline.Token).ConfigureAwait(false);
        try
        {
            await connection.DrainAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // The answer is on its way; how the client says goodbye is its own affair.
        }

        return true;
    }

    /// <summary>Reads the request and decides on it; null when TLS broke, so that no answer can be given.</summary>
    private async ValueTask<Negotiation?> NegotiateAsync(CancellationToken patience, CancellationToken stop)
    {
        try
        {
            byte[] request = new byte[KeLimits.MaxRequestLength + 1];
            (int length, TlsStatus status) = await connection.ReadMessageAsync(request, patience).ConfigureAwait(false);
            return status is TlsStatus.Done or TlsStatus.Closed ? RequestNegotiator.Negotiate(request.AsSpan(0, length), options.Aeads) : null;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new Negotiation(RequestReason.TimedOut);
        }
    }

    private async ValueTask AnswerAsync(Negotiation negotiation, CancellationToken deadline)
    {
        if (!negotiation.IsAccepted || !TryWriteAgreement(negotiation, out int length))
        {
            negotiation = negotiation.IsAccepted ? new(RequestReason.InternalError) : negotiation;
            _ = ResponseWriter.TryWriteRefusal(_response, negotiation, out length);
        }

        await connection.SendLastAsync(_response.AsMemory(0, length), deadline).ConfigureAwait(false);
        counters.Count(negotiation.Reason);
    }

    private bool TryWriteAgreement(Negotiation negotiation, out int length)
    {
        length = 0;
        AeadAlgorithm aead = negotiation.Aead;
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
        return isExported && ResponseWriter.TryWriteAgreement(_response, negotiation, options.NtpServer, cookies, cookieLength, out length);
    }
}
