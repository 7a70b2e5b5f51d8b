using System;
using System.Net.Sockets;
using System.Security.Cryptography;
using Nts.Crypto;
using Nts.KeyEstablishment;
using Nts.Nts;

namespace Nts.Server.KeyEstablishment;

/// <summary>One client's visit as a machine of events: handshake, request, response, goodbye (RFC 8915 §4). No call waits.</summary>
internal sealed class KeyEstablishmentSession(SessionResources shared, Visit visit)
{
    /// <summary>The most bytes that a session takes from a client: a request in the smallest TLS records, and a large handshake.</summary>
    private const int MaxReceived = 128 * 1024;

    /// <summary>How long an answer may take to leave, and the client to close after it, whatever its own time.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly Socket _socket = visit.Socket;
    private SessionPhase _phase;
    private TimeSpan _endsAt = shared.Now + shared.Options.SessionTimeout;
    private TimeSpan _silentAt = shared.Now + shared.Options.IdleTimeout;
    private int _receivable = MaxReceived;

    /// <summary>Null until the client says something: a silent one costs no more than its socket.</summary>
    private ITlsSession? _tls;

    /// <summary>A request that comes in pieces.</summary>
    private byte[]? _request;
    private int _requestLength;

    /// <summary>Output that the socket had no room for.</summary>
    private byte[] _unsent = [];

    /// <summary>What is counted when the last bytes are gone; null for an answer.</summary>
    private SessionOutcome? _failure;
    private RequestReason _reason;

    /// <summary>The place that it has.</summary>
    public Visit Visit => visit;

    /// <summary>Takes the socket into the watch.</summary>
    /// <returns>Null: the session goes on.</returns>
    public SessionOutcome? Begin()
    {
        _socket.Blocking = false;
        _socket.NoDelay = true;
        shared.Watch.Add(_socket);
        return null;
    }

    /// <summary>The socket can be read, or written if it is that which was waited for.</summary>
    /// <returns>How the session ended; null while it goes on.</returns>
    public SessionOutcome? OnReady()
    {
        if (_unsent.Length > 0)
        {
            byte[] unsent = _unsent;
            _unsent = [];
            Send(unsent);
            if (_unsent.Length == 0)
            {
                shared.Watch.AwaitData(_socket);
            }

            return SayFarewellIfSent();
        }

        int count = 0;
        if (_receivable > 0)
        {
            count = _socket.Receive(shared.Transfer, SocketFlags.None, out SocketError error);
            if (error != SocketError.Success)
            {
                return error == SocketError.WouldBlock ? null : SessionOutcome.Disconnected;
            }
        }

        _receivable -= count;
        return _phase == SessionPhase.Drain ? (count == 0 ? SessionOutcome.Answered : null) : Take(shared.Transfer.AsSpan(0, count));
    }

    /// <summary>Time has passed.</summary>
    /// <returns>How the session ended; null while it goes on.</returns>
    public SessionOutcome? OnTime(TimeSpan now)
    {
        if (now < _endsAt && now < _silentAt)
        {
            return null;
        }

        return _phase switch
        {
            SessionPhase.Handshake => now < _endsAt ? SessionOutcome.Silent : SessionOutcome.TimedOut,
            SessionPhase.Request => Answer(new Negotiation(RequestReason.TimedOut)),
            SessionPhase.Farewell => _failure ?? SessionOutcome.TimedOut,
            _ => SessionOutcome.Answered,
        };
    }

    /// <summary>Ends it here and now: closes the socket and forgets the keys.</summary>
    /// <param name="outcome">Why.</param>
    /// <returns>What is to be counted: who is answered stays answered.</returns>
    public SessionOutcome End(SessionOutcome outcome)
    {
        _tls?.Dispose();
        shared.Watch.Remove(_socket);
        _socket.Dispose();
        return _phase == SessionPhase.Drain ? SessionOutcome.Answered : outcome;
    }

    private SessionOutcome? Take(ReadOnlySpan<byte> received)
    {
        if (_phase == SessionPhase.Handshake && received.IsEmpty)
        {
            return SessionOutcome.Disconnected;
        }

        _silentAt = shared.Now + shared.Options.IdleTimeout;
        _tls ??= shared.Tls.Accept();
        _tls.Feed(received);
        if (_phase == SessionPhase.Handshake && !IsHandshakeDone(_tls.Handshake()))
        {
            return Flush();
        }

        return TryReadRequest(isLast: received.IsEmpty, out ReadOnlySpan<byte> request) ? Answer(RequestNegotiator.Negotiate(request, shared.Options.Aeads)) : Flush();
    }

    private bool IsHandshakeDone(TlsStatus status)
    {
        switch (status)
        {
            case TlsStatus.Done:
                shared.Admission.HandshakeDone(visit);
                _phase = SessionPhase.Request;
                return true;
            case TlsStatus.NeedsInput:
                return false;
            default:
                // An alert says why.
                Fail(status switch
                {
                    TlsStatus.WrongProtocol => SessionOutcome.WrongProtocol,
                    TlsStatus.Closed => SessionOutcome.Disconnected,
                    _ => SessionOutcome.TlsFailed,
                });
                return false;
        }
    }

    private void Fail(SessionOutcome failure)
    {
        _failure = failure;
        _phase = SessionPhase.Farewell;
    }

    /// <summary>Reads until a whole message is there, the client has no more to say, or the room is full; false when it is not so far, or never will be.</summary>
    private bool TryReadRequest(bool isLast, out ReadOnlySpan<byte> request)
    {
        byte[] room = _request ?? shared.Request;
        TlsStatus status = TlsStatus.Done;
        bool isWhole = false;
        while (status == TlsStatus.Done && !isWhole)
        {
            status = _tls!.Read(room.AsSpan(_requestLength), out int count);
            _requestLength += count;
            isWhole = _requestLength == room.Length || KeMessage.TryFindEnd(room.AsSpan(0, _requestLength), out _);
        }

        request = room.AsSpan(0, _requestLength);
        if (isWhole || status == TlsStatus.Closed || (status == TlsStatus.NeedsInput && isLast))
        {
            return true;
        }

        if (status != TlsStatus.NeedsInput)
        {
            Fail(SessionOutcome.TlsFailed);
        }
        else if (_requestLength > 0 && _request is null)
        {
            // The next session reads into the room that is shared.
            _request = new byte[room.Length];
            request.CopyTo(_request);
        }

        return false;
    }

    private SessionOutcome? Answer(Negotiation negotiation)
    {
        if (!negotiation.IsAccepted || !TryWriteAgreement(negotiation, out int length))
        {
            negotiation = negotiation.IsAccepted ? new(RequestReason.InternalError) : negotiation;
            _ = ResponseWriter.TryWriteRefusal(shared.Response, negotiation, out length);
        }

        // In one TLS record with close_notify behind it (RFC 8915 §4), and in one segment.
        _ = _tls!.Write(shared.Response.AsSpan(0, length));
        _tls.Close();
        _reason = negotiation.Reason;
        _phase = SessionPhase.Farewell;
        _endsAt = _silentAt = shared.Now + Grace;
        return Flush();
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
        bool isExported = KeyExport.TryExport(_tls!, aead, c2s, s2c);
        KeyRingSnapshot snapshot = shared.Keys.Snapshot;
        for (int i = 0; isExported && i < KeLimits.CookieCount; i++)
        {
            Cookie.Seal(snapshot, aead, c2s, s2c, shared.Random, cookies.Slice(i * cookieLength, cookieLength));
        }

        CryptographicOperations.ZeroMemory(secrets);
        return isExported
            && ResponseWriter.TryWriteAgreement(shared.Response, negotiation, shared.Options.NtpServer, cookies, cookieLength, out length);
    }

    /// <summary>Sends what TLS has for the client, and ends what ends with it.</summary>
    private SessionOutcome? Flush()
    {
        int count;
        while ((count = _tls!.TakeOutput(shared.Transfer)) > 0)
        {
            Send(shared.Transfer.AsSpan(0, count));
        }

        return SayFarewellIfSent();
    }

    private void Send(ReadOnlySpan<byte> bytes)
    {
        int sent = 0;
        if (_unsent.Length == 0)
        {
            sent = _socket.Send(bytes, SocketFlags.None, out SocketError error);
            if (error is not SocketError.Success and not SocketError.WouldBlock)
            {
                throw new SocketException((int)error);
            }

            if (sent < bytes.Length)
            {
                shared.Watch.AwaitRoom(_socket);
            }
        }

        _unsent = [.. _unsent, .. bytes[sent..]];
    }

    private SessionOutcome? SayFarewellIfSent()
    {
        if (_phase != SessionPhase.Farewell || _unsent.Length > 0 || _failure is not null)
        {
            return _unsent.Length > 0 ? null : _failure;
        }

        // Closing with bytes unread resets the connection, which may cost the client its answer: it closes first.
        shared.Counters.Count(_reason);
        _socket.Shutdown(SocketShutdown.Send);
        _phase = SessionPhase.Drain;
        return null;
    }
}
