using System;
using System.Net;
using System.Net.Sockets;
using Nts.KeyEstablishment;
using Nts.Server.KeyEstablishment;

namespace Nts.Desktop.Bench;

/// <summary>One key establishment of a load as a machine of events; no call waits.</summary>
internal sealed class KeVisit : IDisposable
{
    private const int UsualAnswer = 2048;

    private readonly KeVisitResources _shared;
    private readonly Socket _socket;
    private readonly ITlsSession _tls;
    private byte[] _answer = new byte[UsualAnswer];
    private int _length;
    private bool _isConnected;
    private bool _isSecure;

    /// <summary>A visit that owns both.</summary>
    /// <param name="shared">What it shares with the others.</param>
    /// <param name="socket">A socket that never blocks.</param>
    /// <param name="tls">A fresh session.</param>
    /// <param name="startedAt">When it began.</param>
    /// <param name="isMeasured">Whether it counts.</param>
    public KeVisit(KeVisitResources shared, Socket socket, ITlsSession tls, long startedAt, bool isMeasured)
    {
        (_shared, _socket, _tls) = (shared, socket, tls);
        (Handle, StartedAt, IsMeasured) = (socket.Handle, startedAt, isMeasured);
    }

    public nint Handle { get; }

    public long StartedAt { get; }

    public bool IsMeasured { get; }

    public bool IsOver { get; private set; }

    /// <summary>Begins the TCP connection.</summary>
    /// <exception cref="SocketException">The system does not even try, such as without a port left.</exception>
    public void Connect(IPEndPoint server)
    {
        try
        {
            _socket.Connect(server);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress or SocketError.ConnectionRefused)
        {
            // The watch tells when it is connected, or refused.
        }

        _shared.Watch.Add(_socket);
        _shared.Watch.AwaitRoom(_socket);
    }

    /// <summary>Goes on.</summary>
    /// <param name="failure">Why it is over without a good agreement; null otherwise.</param>
    /// <returns>Whether it is over.</returns>
    public bool OnReady(out string? failure)
    {
        failure = null;
        if (!_isConnected)
        {
            _isConnected = true;
            _shared.Watch.AwaitData(_socket);
            _ = _tls.Handshake();
            return !TrySend(out failure);
        }

        int count = _socket.Receive(_shared.Transfer, SocketFlags.None, out SocketError error);
        if (error != SocketError.Success)
        {
            failure = error == SocketError.WouldBlock ? null : Describe(error);
            return failure is not null;
        }

        _tls.Feed(_shared.Transfer.AsSpan(0, count));
        return (!_isSecure && !TryHandshake(isLast: count == 0, out failure)) ? failure is not null : IsAnswered(isLast: count == 0, out failure);
    }

    public void Dispose()
    {
        IsOver = true;
        _tls.Dispose();
        _shared.Watch.Remove(_socket);
        _socket.Dispose();
    }

    private static string Describe(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "nobody listens there",
        SocketError.ConnectionReset => "the server reset the connection",
        _ => new SocketException((int)error).Message,
    };

    private bool TryHandshake(bool isLast, out string? failure)
    {
        failure = null;
        TlsStatus status = _tls.Handshake();
        if (status == TlsStatus.Done)
        {
            _isSecure = true;
            _ = _tls.Write(_shared.Request);
        }
        else if (status != TlsStatus.NeedsInput || isLast)
        {
            failure = status is TlsStatus.NeedsInput or TlsStatus.Closed ? "the server closed the connection" : _tls.FailureText;
            return false;
        }

        return TrySend(out failure) && _isSecure;
    }

    private bool IsAnswered(bool isLast, out string? failure)
    {
        failure = null;
        TlsStatus status;
        while ((status = _tls.Read(_answer.AsSpan(_length), out int count)) == TlsStatus.Done && _length + count <= KeLimits.MaxResponseLength)
        {
            _length += count;
            if (_length == _answer.Length)
            {
                Array.Resize(ref _answer, 2 * _length);
            }
        }

        bool isWhole = KeMessage.TryFindEnd(_answer.AsSpan(0, _length), out _);
        if (!isWhole && !isLast && status == TlsStatus.NeedsInput)
        {
            return false;
        }

        ResponseReason reason = ResponseParser.Parse(_answer.AsSpan(0, _length), _shared.Offered, out _);
        failure = reason == ResponseReason.Accepted ? null
            : _length == 0 ? "the server closed the connection without a response"
            : ResponseReasonText.Describe(reason);
        _tls.Close();
        _ = TrySend(out _);
        return true;
    }

    /// <summary>Sends what TLS has to say, which is less than any socket has room for.</summary>
    private bool TrySend(out string? failure)
    {
        int count;
        while ((count = _tls.TakeOutput(_shared.Transfer)) > 0)
        {
            _ = _socket.Send(_shared.Transfer.AsSpan(0, count), SocketFlags.None, out SocketError error);
            if (error != SocketError.Success)
            {
                failure = Describe(error);
                return false;
            }
        }

        failure = null;
        return true;
    }
}
