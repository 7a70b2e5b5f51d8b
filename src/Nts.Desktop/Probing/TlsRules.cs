using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Nts.KeyEstablishment;

namespace Nts.Desktop.Probing;

/// <summary>Rules on TLS below key establishment. Wrong handshakes are .NET's: the library of this project makes right ones only.</summary>
internal static class TlsRules
{
    private const string Protocol = "ntske/1";

    public static IEnumerable<Rule> All =>
    [
        new("tls-1.3", "RFC 8915 §3", Level.Must, "TLS 1.3 with a certificate that bears the name, ALPN ntske/1 accepted", bench =>
            bench.Plain is { } answer ? Finding.Pass($"handshake done; {answer.Seen}") : default),
        new("tls-1.2", "RFC 8915 §3", Level.Must, "TLS 1.2 is refused", bench =>
        {
            (string? agreed, string failure) = Handshake(bench, SslProtocols.Tls12, [Protocol], out _);
            return Finding.Of(agreed is null, agreed is null ? failure : "TLS 1.2 was negotiated");
        }),
        new("alpn-other", "RFC 7301 §3.2", Level.Must, "a client that offers other protocols than ntske/1 is refused with an alert", bench =>
        {
            (string? agreed, string failure) = Handshake(bench, SslProtocols.Tls13, ["http/1.1"], out _);
            bool isAlert = failure.Contains("no application protocol", StringComparison.Ordinal);
            return agreed is not null ? Finding.Fail($"the handshake went through, ALPN \"{agreed}\"")
                : isAlert ? Finding.Pass("alert no_application_protocol")
                : Finding.Fail($"refused without the alert: {failure}");
        }),
        new("alpn-none", "RFC 8915 §4", Level.Should, "a client that offers no ALPN gets no keys", bench =>
        {
            (string? agreed, string failure) = Handshake(bench, SslProtocols.Tls13, [], out int cookies);
            return Finding.Of(cookies == 0, agreed is null ? failure : $"the handshake went through, {cookies} cookies came");
        }),
    ];

    /// <summary>Does a handshake, and if it succeeds a request.</summary>
    /// <returns>The protocol agreed on, null when the handshake failed, and then why.</returns>
    [SuppressMessage("Security", "CA5359", Justification = "How the server treats a wrong handshake is the question; nothing that it says is believed.")]
    private static (string? Agreed, string Failure) Handshake(ProbeBench bench, SslProtocols protocols, string[] offered, out int cookies)
    {
        cookies = 0;
        bench.PaceVisit();
        using TcpClient client = new(bench.KeyServer.AddressFamily);
        client.ReceiveTimeout = client.SendTimeout = (int)bench.Options.Timeout.TotalMilliseconds;
        try
        {
            client.Connect(bench.KeyServer);
            using SslStream stream = new(client.GetStream());
            stream.AuthenticateAsClient(new SslClientAuthenticationOptions
            {
                TargetHost = bench.Options.Host,
                EnabledSslProtocols = protocols,
                ApplicationProtocols = offered.Length == 0 ? null : [.. offered.Select(name => new SslApplicationProtocol(name))],
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
            });
            cookies = Ask(stream);
            return (stream.NegotiatedApplicationProtocol.ToString(), string.Empty);
        }
        catch (Exception e) when (e is AuthenticationException or IOException or SocketException or NotSupportedException or PlatformNotSupportedException)
        {
            return (null, Innermost(e).Message);
        }
    }

    private static int Ask(SslStream stream)
    {
        List<byte> message = [];
        byte[] room = new byte[4096];
        try
        {
            stream.Write(Records.Good);
            int count;
            while ((count = stream.Read(room)) > 0)
            {
                message.AddRange(room.AsSpan(0, count));
            }
        }
        catch (IOException)
        {
            // The server went away: what came before counts.
        }

        return new KeAnswer([.. message], string.Empty, false, default, [], []).Count(KeRecordType.NewCookie);
    }

    private static Exception Innermost(Exception e) => e.InnerException is null ? e : Innermost(e.InnerException);
}
