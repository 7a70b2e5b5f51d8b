using System;
using System.Net;
using System.Net.Sockets;
using Nts.Crypto;
using Nts.Ntp;
using Nts.Server.KeyEstablishment;
using Nts.Time;

namespace Nts.Desktop;

/// <summary>Asks an NTP server for the time under NTS, over a socket of the operating system's own choice of port (RFC 9109).</summary>
internal sealed class NtpQuery(IClock clock, IRandomSource random, Action<string> say)
{
    private const int MaxReplyLength = 2048;
    private const int Attempts = 3;
    private static readonly NtpDuration AttemptTime = NtpDuration.FromSeconds(3);

    /// <summary>Asks until an answer can be used, each time with a cookie of its own, for at most nine seconds.</summary>
    public bool TryRun(KeyEstablishmentResult keys, AddressFamily family, out NtpQueryResult result)
    {
        result = new(null, default, "no answer in time");
        try
        {
            IPAddress address = keys.NtpServer!.Host is null ? keys.Peer!.Address : Resolve(keys.NtpServer.Host, family);
            IPEndPoint server = new(address, keys.NtpServer.Port);
            result = result with { Server = server };
            using Socket socket = new(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(server);
            WarmUp(server.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Loopback : IPAddress.IPv6Loopback);
            for (int i = 0; i < Attempts && NtpExchange.TryCreateNts(keys.Session!, random, out NtpExchange? exchange); i++)
            {
                say($"request to {server}, {exchange.Request.Length} bytes");
                if (Ask(socket, exchange) is (ExchangeStatus status, NtpSample sample))
                {
                    result = new(server, sample, Describe(status, sample));
                    return status == ExchangeStatus.Accepted;
                }
            }
        }
        catch (SocketException e)
        {
            result = result with { Failure = e.Message };
        }

        return false;
    }

    private static IPAddress Resolve(string host, AddressFamily family)
    {
        IPAddress[] addresses = Dns.GetHostAddresses(host, family);
        return addresses.Length > 0 ? addresses[0] : throw new SocketException((int)SocketError.HostNotFound);
    }

    /// <summary>Does once what is timed, over a socket that talks to itself: a first call is compiled, which takes milliseconds.</summary>
    private void WarmUp(IPAddress loopback)
    {
        using Socket socket = new(loopback.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(loopback, 0));
        socket.Connect(socket.LocalEndPoint!);
        _ = socket.Send("-"u8);
        _ = TryReceive(socket, new byte[1], clock.Now() + AttemptTime, out _, out _);
    }

    /// <summary>Sends the request and waits for what settles it; null when the time is up.</summary>
    private (ExchangeStatus Status, NtpSample Sample)? Ask(Socket socket, NtpExchange exchange)
    {
        byte[] reply = new byte[MaxReplyLength];
        PosixTime sentAt = clock.Now();
        _ = socket.Send(exchange.Request.Span);
        while (TryReceive(socket, reply, sentAt + AttemptTime, out int length, out PosixTime receivedAt))
        {
            ExchangeStatus status = exchange.Accept(reply.AsSpan(0, length), sentAt, receivedAt, out NtpSample sample);
            if (status is ExchangeStatus.Accepted or ExchangeStatus.Unsynchronized or ExchangeStatus.TimestampsInvalid
                or ExchangeStatus.Kiss or ExchangeStatus.NtsNak)
            {
                return (status, sample);
            }

            say($"datagram of {length} bytes refused: {status}");
        }

        return null;
    }

    private bool TryReceive(Socket socket, byte[] buffer, PosixTime deadline, out int length, out PosixTime receivedAt)
    {
        NtpDuration left = deadline - clock.Now();
        bool isReady = left > NtpDuration.Zero
            && socket.Poll(TimeSpan.FromMicroseconds(left.TotalNanoseconds / 1000), SelectMode.SelectRead);
        length = isReady ? socket.Receive(buffer) : 0;
        receivedAt = clock.Now();
        return isReady;
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
