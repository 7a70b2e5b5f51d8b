using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Nts.KeyEstablishment;
using Nts.TestKit;

namespace Nts.Drivers.OpenSsl;

/// <summary>The exporter against the one of <c>openssl s_client</c>.</summary>
public sealed class OpenSslProgramTests(TestCertificate certificate) : IClassFixture<TestCertificate>
{
    [SkippableFact]
    public async Task TryExportKeyingMaterial_NoContext_AgreesWithSClient()
    {
        Skip.IfNot(ExternalProgram.IsInstalled("openssl"), "openssl is not installed");
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        Task<byte[]> ours = Task.Run(() => Export(listener));

        // An empty context is the same as none in TLS 1.3 (RFC 8446 §7.5), and s_client knows no other.
        ExternalProgram client = await ExternalProgram.RunAsync("openssl",
        [
            "s_client", "-connect", listener.LocalEndPoint!.ToString()!, "-tls1_3", "-alpn", "ntske/1", "-CAfile", certificate.CertificateFile,
            "-verify_return_error", "-keymatexport", "EXPORTER-network-time-security", "-keymatexportlen", "32", "-ign_eof",
        ]);

        string theirs = Encoding.UTF8.GetString(client.Output).Split('\n').Select(line => line.Trim())
            .First(line => line.StartsWith("Keying material: ", StringComparison.Ordinal));
        Assert.Equal("Keying material: " + Convert.ToHexString(await ours), theirs);
        Assert.Contains("New, TLSv1.3", client.Text, StringComparison.Ordinal);
        Assert.Contains("ALPN protocol: ntske/1", client.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Session Ticket", client.Text, StringComparison.Ordinal);
    }

    private byte[] Export(Socket listener)
    {
        using TlsServer server = TlsServer.Load(certificate.CertificateFile, certificate.KeyFile);
        using ITlsSession session = server.Accept();
        using Socket client = listener.Accept();
        byte[] buffer = new byte[16384];
        TlsStatus status;
        while ((status = session.Handshake()) == TlsStatus.NeedsInput)
        {
            client.Send(buffer.AsSpan(0, session.TakeOutput(buffer)));
            session.Feed(buffer.AsSpan(0, client.Receive(buffer)));
        }

        Assert.Equal(TlsStatus.Done, status);
        byte[] key = new byte[32];
        Assert.True(session.TryExportKeyingMaterial(KeyExport.Label, [], key));
        session.Close();
        client.Send(buffer.AsSpan(0, session.TakeOutput(buffer)));
        return key;
    }
}
