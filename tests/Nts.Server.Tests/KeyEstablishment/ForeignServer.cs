using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Nts.Crypto;
using Nts.KeyEstablishment;
using Nts.Nts;
using Nts.TestKit;
using NtsCookie = Nts.Nts.Cookie;

namespace Nts.Server.KeyEstablishment;

/// <summary>A server that chooses AEAD 30 and does not know record 1024; which context it exports with is the test's affair.</summary>
internal sealed class ForeignServer(ITlsServer tls, KeyRing keys, AeadAlgorithm context) : IDisposable
{
    private readonly Socket _listener = Listen();

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndPoint!;

    /// <summary>Serves one client; what it asked for is the result.</summary>
    public async Task<string> ServeAsync()
    {
        byte[] room = new byte[4096];
        using TlsConnection connection = new(await _listener.AcceptAsync(), tls.Accept(), receivable: 65536);
        Assert.Equal(TlsStatus.Done, await connection.HandshakeAsync(CancellationToken.None));
        (int length, _) = await connection.ReadMessageAsync(room, CancellationToken.None);
        await connection.SendAsync(Respond(connection.Tls), CancellationToken.None);
        await connection.CloseAsync(CancellationToken.None);
        return Hex.Text(room.AsSpan(0, length));
    }

    public void Dispose() => _listener.Dispose();

    private static Socket Listen()
    {
        Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        return listener;
    }

    private byte[] Respond(ITlsSession session)
    {
        byte[] c2s = new byte[16];
        byte[] s2c = new byte[16];
        Assert.True(session.TryExportKeyingMaterial(KeyExport.Label, [0, 0, 0, (byte)context, 0], c2s));
        Assert.True(session.TryExportKeyingMaterial(KeyExport.Label, [0, 0, 0, (byte)context, 1], s2c));
        byte[] cookie = new byte[NtsCookie.LengthFor(AeadAlgorithm.Aes128GcmSiv)];
        NtsCookie.Seal(keys.Snapshot, AeadAlgorithm.Aes128GcmSiv, c2s, s2c, SystemRandom.Instance, cookie);
        byte[] cookies = [.. cookie, .. cookie, .. cookie];
        byte[] message = new byte[4096];
        Negotiation negotiation = new(RequestReason.Accepted, AeadAlgorithm.Aes128GcmSiv);
        Assert.True(ResponseWriter.TryWriteAgreement(message, negotiation, new(), cookies, cookie.Length, out int length));
        return message[..length];
    }
}
