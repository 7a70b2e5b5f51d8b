using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using Nts.Crypto;
using Nts.KeyEstablishment;

namespace Nts.Desktop.Probing;

/// <summary>One visit to a key establishment server, in whatever manner.</summary>
internal sealed class KeVisit : IDisposable
{
    private const int MaxAnswer = 70_000;
    private readonly Socket _socket;
    private readonly ITlsSession _tls;
    private readonly TimeSpan _timeout;
    private readonly byte[] _buffer = new byte[16 * 1024];

    /// <summary>Connects and does the handshake.</summary>
    /// <exception cref="SocketException">There is no connection, or it broke, or nothing came in time.</exception>
    public KeVisit(IPEndPoint server, ITlsClient tls, string host, TimeSpan timeout)
    {
        _timeout = timeout;
        _socket = new(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _tls = tls.Connect(host);
        try
        {
            if (!_socket.ConnectAsync(server).Wait(timeout))
            {
                throw new SocketException((int)SocketError.TimedOut);
            }

            Handshake();
        }
        catch (AggregateException e) when (e.InnerException is SocketException inner)
        {
            Dispose();
            throw new SocketException((int)inner.SocketErrorCode);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Sends pieces, each in a TLS record of its own, and takes the answer.</summary>
    /// <param name="pieces">What to send.</param>
    /// <param name="closes">Whether to say afterwards that nothing more will come.</param>
    /// <param name="patience">How long the server may take.</param>
    public KeAnswer Ask(IEnumerable<byte[]> pieces, bool closes, TimeSpan patience)
    {
        long start = TimeProvider.System.GetTimestamp();
        List<byte> message = [];
        string ending;
        bool hasCloseNotify = false;
        try
        {
            foreach (byte[] piece in pieces)
            {
                _ = _tls.Write(piece);
                Flush();
            }

            if (closes)
            {
                _tls.Close();
                Flush();
                _socket.Shutdown(SocketShutdown.Send);
            }

            (ending, hasCloseNotify) = ReadAll(message, start, patience);
        }
        catch (SocketException e)
        {
            ending = e.SocketErrorCode == SocketError.TimedOut ? $"still open after {patience.TotalSeconds:0.#} s" : e.Message;
        }

        TimeSpan elapsed = TimeProvider.System.GetElapsedTime(start);
        KeAnswer answer = new([.. message], ending, hasCloseNotify, elapsed, [], []);
        return answer.IsAgreement && AeadKey.IsSupported(answer.Aead!.Value) ? WithKeys(answer) : answer;
    }

    public void Dispose()
    {
        _tls.Dispose();
        _socket.Dispose();
    }

    private void Handshake()
    {
        TlsStatus status;
        long start = TimeProvider.System.GetTimestamp();
        while ((status = _tls.Handshake()) == TlsStatus.NeedsInput)
        {
            Flush();
            if (!Receive(_timeout - TimeProvider.System.GetElapsedTime(start)))
            {
                throw new ProbeException("the server closed the connection during the handshake");
            }
        }

        Flush();
        if (status != TlsStatus.Done)
        {
            throw new ProbeException(_tls.FailureText.Length > 0 ? _tls.FailureText : $"TLS: {status}");
        }
    }

    private (string Ending, bool HasCloseNotify) ReadAll(List<byte> message, long start, TimeSpan patience)
    {
        byte[] room = new byte[_buffer.Length];
        while (message.Count < MaxAnswer)
        {
            TlsStatus status = _tls.Read(room, out int count);
            message.AddRange(room.AsSpan(0, count));
            switch (status)
            {
                case TlsStatus.Closed:
                    return ("close_notify", true);
                case TlsStatus.NeedsInput when !Receive(patience - TimeProvider.System.GetElapsedTime(start)):
                    return ("closed without close_notify", false);
                case TlsStatus.NeedsInput or TlsStatus.Done:
                    break;
                default:
                    return (_tls.FailureText, false);
            }
        }

        return ("more than anybody needs", false);
    }

    private KeAnswer WithKeys(KeAnswer answer)
    {
        AeadAlgorithm aead = answer.Aead!.Value;
        bool isOld = aead == AeadAlgorithm.Aes128GcmSiv && answer.Count(KeRecordType.CompliantGcmSivExport) == 0;
        byte[] c2s = new byte[AeadKey.KeySize(aead)];
        byte[] s2c = new byte[c2s.Length];
        return KeyExport.TryExport(_tls, isOld ? KeyExport.OldGcmSivContext : aead, c2s, s2c) ? answer with { C2S = c2s, S2C = s2c } : answer;
    }

    private void Flush()
    {
        int count;
        while ((count = _tls.TakeOutput(_buffer)) > 0)
        {
            _ = _socket.Send(_buffer.AsSpan(0, count));
        }
    }

    private bool Receive(TimeSpan patience)
    {
        if (patience <= TimeSpan.Zero || !_socket.Poll(patience, SelectMode.SelectRead))
        {
            throw new SocketException((int)SocketError.TimedOut);
        }

        int count = _socket.Receive(_buffer);
        _tls.Feed(_buffer.AsSpan(0, count));
        return count > 0;
    }
}
