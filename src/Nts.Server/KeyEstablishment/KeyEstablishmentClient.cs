using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using Nts.Crypto;
using Nts.KeyEstablishment;
using Nts.Nts;

namespace Nts.Server.KeyEstablishment;

/// <summary>Gets keys and cookies from an NTS-KE server (RFC 8915 §4).</summary>
/// <param name="tls">Whom to trust; stays the caller's.</param>
/// <param name="time">Runs the deadlines.</param>
/// <param name="offered">AEAD algorithms, best first; null for <see cref="AeadNegotiation.DefaultOffer"/>.</param>
public sealed class KeyEstablishmentClient(ITlsClient tls, TimeProvider time, IReadOnlyList<AeadAlgorithm>? offered = null)
{
    /// <summary>The most bytes that are taken from a server: a response in many small TLS records, and a large handshake.</summary>
    private const int MaxReceived = 8 * KeLimits.MaxResponseLength;

    /// <summary>How long one of several addresses may keep the others waiting.</summary>
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    private readonly IReadOnlyList<AeadAlgorithm> _offered = offered ?? AeadNegotiation.DefaultOffer;

    /// <summary>Runs one key establishment.</summary>
    /// <param name="host">Name or IP address of the server; its certificate must bear it.</param>
    /// <param name="port">TCP port.</param>
    /// <param name="family">IPv4, IPv6, or unspecified for either.</param>
    /// <param name="timeout">The time that all of it may take.</param>
    /// <param name="cancellation">Gives up early, with an <see cref="OperationCanceledException"/>.</param>
    public async Task<KeyEstablishmentResult> RunAsync(
        string host, ushort port, AddressFamily family, TimeSpan timeout, CancellationToken cancellation)
    {
        using CancellationTokenSource timer = new(timeout, time);
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        KeyEstablishmentStage stage = KeyEstablishmentStage.Resolve;
        try
        {
            IPAddress[] addresses = await Dns.GetHostAddressesAsync(host, family, deadline.Token).ConfigureAwait(false);
            stage = KeyEstablishmentStage.Connect;
            using Socket socket = await ConnectAsync(addresses, port, deadline.Token).ConfigureAwait(false);
            stage = KeyEstablishmentStage.Tls;
            using TlsConnection connection = new(socket, tls.Connect(host), MaxReceived);
            TlsStatus handshake = await connection.HandshakeAsync(deadline.Token).ConfigureAwait(false);
            if (handshake != TlsStatus.Done)
            {
                bool isClosed = handshake == TlsStatus.Closed;
                return KeyEstablishmentResult.Failed(stage, isClosed ? "the server closed the connection" : connection.Tls.FailureText);
            }

            stage = KeyEstablishmentStage.Exchange;
            return await ExchangeAsync(connection, (IPEndPoint)socket.RemoteEndPoint!, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return KeyEstablishmentResult.Failed(stage, "no answer in time");
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            return KeyEstablishmentResult.Failed(stage, e.Message);
        }
    }

    private async ValueTask<Socket> ConnectAsync(IPAddress[] addresses, ushort port, CancellationToken deadline)
    {
        foreach (IPAddress address in addresses)
        {
            bool isLast = address.Equals(addresses.Last());
            using CancellationTokenSource timer = new(isLast ? Timeout.InfiniteTimeSpan : ConnectTimeout, time);
            using CancellationTokenSource attempt = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, deadline);
            Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), attempt.Token).ConfigureAwait(false);
                return socket;
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                socket.Dispose();
                if (isLast || deadline.IsCancellationRequested)
                {
                    throw;
                }
            }
        }

        throw new SocketException((int)SocketError.HostNotFound);
    }

    private async ValueTask<KeyEstablishmentResult> ExchangeAsync(
        TlsConnection connection, IPEndPoint peer, CancellationToken deadline)
    {
        byte[] buffer = new byte[KeLimits.MaxResponseLength + 1];
        _ = RequestWriter.TryWrite(buffer, _offered, out int requestLength);
        await connection.SendAsync(buffer.AsMemory(0, requestLength), deadline).ConfigureAwait(false);
        (int length, TlsStatus status) = await connection.ReadMessageAsync(buffer, deadline).ConfigureAwait(false);
        if (status == TlsStatus.Failed)
        {
            return KeyEstablishmentResult.Failed(KeyEstablishmentStage.Exchange, connection.Tls.FailureText);
        }

        ResponseReason reason = ResponseParser.Parse(buffer.AsSpan(0, length), _offered, out KeyEstablishmentResponse? response);
        if (response is null)
        {
            string failure = length == 0 ? "the server closed the connection without a response" : ResponseReasonText.Describe(reason);
            return KeyEstablishmentResult.Failed(KeyEstablishmentStage.Exchange, failure);
        }

        if (CreateSession(connection.Tls, response) is not NtsSession session)
        {
            return KeyEstablishmentResult.Failed(KeyEstablishmentStage.Exchange, "the TLS library exports no keys");
        }

        await connection.CloseAsync(deadline).ConfigureAwait(false);
        return KeyEstablishmentResult.Done(session, peer, response.Address);
    }

    private static NtsSession? CreateSession(ITlsSession tls, KeyEstablishmentResponse response)
    {
        Span<byte> secrets = stackalloc byte[2 * AeadKey.MaxKeySize];
        Span<byte> c2s = secrets[..AeadKey.KeySize(response.Aead)];
        Span<byte> s2c = secrets.Slice(AeadKey.MaxKeySize, c2s.Length);
        bool isInDoubt = response is { Aead: AeadAlgorithm.Aes128GcmSiv, HasRecord1024: false };
        if (!KeyExport.TryExport(tls, isInDoubt ? KeyExport.OldGcmSivContext : response.Aead, c2s, s2c))
        {
            return null;
        }

        NtsSession session = new(response.Aead, c2s, s2c);
        if (isInDoubt && KeyExport.TryExport(tls, response.Aead, c2s, s2c))
        {
            session.KeepAlternativeKeys(c2s, s2c);
        }

        CryptographicOperations.ZeroMemory(secrets);
        foreach (byte[] cookie in response.Cookies)
        {
            session.TryAddCookie(cookie);
        }

        return session;
    }
}
