using System;
using System.Text;
using Nts.Crypto;
using Nts.KeyEstablishment;

namespace Nts.Drivers.OpenSsl;

/// <summary>Both ends in one process; what the wire looks like to others is in <see cref="OpenSslProgramTests"/>.</summary>
public sealed class TlsSessionTests(TestCertificate certificate) : IClassFixture<TestCertificate>
{
    private static readonly byte[] WrongFingerprint = new byte[32];

    [Theory]
    [InlineData("ntp.example")]
    [InlineData("NTP.example.")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void Handshake_CertificateBearsTheHost_IsDone(string host)
    {
        using TlsClient client = TlsClient.TrustingFile(certificate.CertificateFile);
        using Pair pair = Connect(client, host);

        Assert.Equal((TlsStatus.Done, TlsStatus.Done), pair.Handshake());
    }

    [Theory]
    [InlineData("another name", "other.example", "hostname mismatch")]
    [InlineData("a name below", "a.ntp.example", "hostname mismatch")]
    [InlineData("another address", "127.0.0.2", "IP address mismatch")]
    public void Handshake_CertificateBearsAnotherHost_IsNotTrusted(string why, string host, string text)
    {
        using TlsClient client = TlsClient.TrustingFile(certificate.CertificateFile);
        using Pair pair = Connect(client, host);

        Assert.Equal((why, TlsStatus.NotTrusted), (why, pair.Handshake().Client));
        Assert.Contains(text, pair.Client.FailureText, StringComparison.Ordinal);
    }

    [Fact]
    public void Handshake_CommonNameAlone_IsNotTrusted()
    {
        using TestCertificate nameless = TestCertificate.CreateWithCommonNameOnly();
        using TlsClient client = TlsClient.TrustingFile(nameless.CertificateFile);
        using TlsServer server = TlsServer.Load(nameless.CertificateFile, nameless.KeyFile);
        using Pair pair = new(client.Connect("common.example"), server.Accept());

        Assert.Equal(TlsStatus.NotTrusted, pair.Handshake().Client);
    }

    [Fact]
    public void Handshake_NobodyVouches_IsNotTrusted()
    {
        using TestCertificate other = new();
        using TlsClient client = TlsClient.TrustingFile(other.CertificateFile);
        using Pair pair = Connect(client, "ntp.example");

        (TlsStatus ofClient, TlsStatus ofServer) = pair.Handshake();

        Assert.Equal((TlsStatus.NotTrusted, TlsStatus.Failed), (ofClient, ofServer));
        Assert.Contains("certificate verify failed: ", pair.Client.FailureText, StringComparison.Ordinal);
        Assert.Contains("alert", pair.Server.FailureText, StringComparison.Ordinal);
    }

    [Fact]
    public void Handshake_PinnedFingerprint_TrustsWhateverTheName()
    {
        using TlsClient client = TlsClient.TrustingFingerprint(certificate.Fingerprint);
        using Pair pair = Connect(client, "other.example");

        Assert.Equal(TlsStatus.Done, pair.Handshake().Client);
    }

    [Fact]
    public void Handshake_AnotherFingerprint_IsNotTrustedAndTellsTheTrueOne()
    {
        using TlsClient client = TlsClient.TrustingFingerprint(WrongFingerprint);
        using Pair pair = Connect(client, "ntp.example");

        Assert.Equal(TlsStatus.NotTrusted, pair.Handshake().Client);
        Assert.Contains(Convert.ToHexStringLower(certificate.Fingerprint), pair.Client.FailureText, StringComparison.Ordinal);
    }

    [Fact]
    public void Handshake_GarbageFromTheClient_FailsWithAnAlert()
    {
        using TlsServer server = TlsServer.Load(certificate.CertificateFile, certificate.KeyFile);
        using ITlsSession session = server.Accept();

        session.Feed("GET / HTTP/1.1\r\n\r\n"u8);

        Assert.Equal(TlsStatus.Failed, session.Handshake());
        Assert.NotEmpty(session.FailureText);
    }

    [Fact]
    public void Handshake_NothingFed_NeedsInput()
    {
        using TlsServer server = TlsServer.Load(certificate.CertificateFile, certificate.KeyFile);
        using ITlsSession session = server.Accept();

        Assert.Equal(TlsStatus.NeedsInput, session.Handshake());
        Assert.Equal(0, session.TakeOutput(new byte[16]));
    }

    [Fact]
    public void Write_ThenClose_ReadsTheDataAndThenClosed()
    {
        using Pair pair = ConnectedPair();
        byte[] room = new byte[100];

        Assert.Equal(TlsStatus.NeedsInput, pair.Client.Read(room, out _));
        Assert.Equal(TlsStatus.Done, pair.Server.Write("response"u8));
        pair.Server.Close();
        pair.Pump();

        Assert.Equal(TlsStatus.Done, pair.Client.Read(room, out int count));
        Assert.Equal("response", Encoding.ASCII.GetString(room, 0, count));
        Assert.Equal(TlsStatus.Closed, pair.Client.Read(room, out count));
        Assert.Equal(0, count);
    }

    [Fact]
    public void Write_ResponseOf4096Bytes_IsOneTlsRecord()
    {
        using Pair pair = ConnectedPair();
        byte[] wire = new byte[8192];

        pair.Server.Write(new byte[4096]);
        int length = pair.Server.TakeOutput(wire);

        // Record header: type 23, version, length of everything that follows.
        Assert.Equal(23, wire[0]);
        Assert.Equal(length - 5, (wire[3] << 8) | wire[4]);
    }

    [Fact]
    public void Read_ForgedRecord_Fails()
    {
        using Pair pair = ConnectedPair();
        byte[] wire = new byte[1024];
        pair.Client.Write("request"u8);
        int length = pair.Client.TakeOutput(wire);
        wire[length - 1] ^= 1;

        pair.Server.Feed(wire.AsSpan(0, length));

        Assert.Equal(TlsStatus.Failed, pair.Server.Read(new byte[100], out _));
    }

    [Fact]
    public void TryExport_BothEnds_AgreeAndDirectionsDiffer()
    {
        using Pair pair = ConnectedPair();
        byte[][] keys = [new byte[32], new byte[32], new byte[32], new byte[32]];

        Assert.True(KeyExport.TryExport(pair.Client, AeadAlgorithm.AesSivCmac256, keys[0], keys[1]));
        Assert.True(KeyExport.TryExport(pair.Server, AeadAlgorithm.AesSivCmac256, keys[2], keys[3]));

        Assert.Equal(keys[0], keys[2]);
        Assert.Equal(keys[1], keys[3]);
        Assert.NotEqual(keys[0], keys[1]);
    }

    [Fact]
    public void TryExport_BeforeTheHandshake_IsRefused()
    {
        using TlsServer server = TlsServer.Load(certificate.CertificateFile, certificate.KeyFile);
        using ITlsSession session = server.Accept();

        Assert.False(KeyExport.TryExport(session, AeadAlgorithm.AesSivCmac256, new byte[32], new byte[32]));
    }

    [Theory]
    [InlineData("bücher.example")]
    [InlineData("")]
    public void Connect_NoHost_IsRefused(string host)
    {
        using TlsClient client = TlsClient.TrustingFile(certificate.CertificateFile);

        Assert.Throws<ArgumentException>(() => client.Connect(host));
    }

    [Fact]
    public void Feed_AfterDispose_Throws()
    {
        using TlsServer server = TlsServer.Load(certificate.CertificateFile, certificate.KeyFile);
        ITlsSession session = server.Accept();
        session.Dispose();

        Assert.Throws<ObjectDisposedException>(() => session.Feed("x"u8));
        Assert.Throws<ObjectDisposedException>(() => session.Handshake());
    }

    private Pair ConnectedPair()
    {
        using TlsClient client = TlsClient.TrustingFile(certificate.CertificateFile);
        Pair pair = Connect(client, "ntp.example");
        Assert.Equal((TlsStatus.Done, TlsStatus.Done), pair.Handshake());
        return pair;
    }

    private Pair Connect(TlsClient client, string host)
    {
        using TlsServer server = TlsServer.Load(certificate.CertificateFile, certificate.KeyFile);
        return new Pair(client.Connect(host), server.Accept());
    }

    /// <summary>Two ends with a wire between them.</summary>
    private sealed record Pair(ITlsSession Client, ITlsSession Server) : IDisposable
    {
        public (TlsStatus Client, TlsStatus Server) Handshake()
        {
            TlsStatus client = Client.Handshake();
            TlsStatus server = TlsStatus.NeedsInput;
            while (client == TlsStatus.NeedsInput || server == TlsStatus.NeedsInput)
            {
                Move(Client, Server);
                server = server == TlsStatus.NeedsInput ? Server.Handshake() : server;
                Move(Server, Client);
                client = client == TlsStatus.NeedsInput ? Client.Handshake() : client;
            }

            return (client, server);
        }

        public void Pump()
        {
            Move(Client, Server);
            Move(Server, Client);
        }

        public void Dispose()
        {
            Client.Dispose();
            Server.Dispose();
        }

        private static void Move(ITlsSession from, ITlsSession to)
        {
            byte[] wire = new byte[16384];
            int count;
            while ((count = from.TakeOutput(wire)) > 0)
            {
                to.Feed(wire.AsSpan(0, count));
            }
        }
    }
}
