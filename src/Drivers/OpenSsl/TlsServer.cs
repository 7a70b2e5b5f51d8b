using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nts.Drivers.OpenSsl.Interop;
using Nts.KeyEstablishment;

namespace Nts.Drivers.OpenSsl;

/// <summary>TLS 1.3 server over OpenSSL: one certificate, ALPN <c>ntske/1</c>, no session tickets (RFC 8915 §3, §4).</summary>
public sealed unsafe class TlsServer : ITlsServer, IDisposable
{
    /// <summary>All that OpenSSL offers by itself, with SHA-256 before SHA-384: keys are derived some forty times in a handshake.</summary>
    private const string CipherSuites = "TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_256_GCM_SHA384";

    private readonly SslContextHandle _context;
    private readonly byte[] _certificate;

    private TlsServer(SslContextHandle context)
    {
        _context = context;
        _certificate = CertificateOf(context);
    }

    /// <summary>The server's certificate, DER.</summary>
    public ReadOnlySpan<byte> Certificate => _certificate;

    /// <summary>
    /// The cheapest first, and nothing else: with larger groups a stranger could make a handshake cost ten times as much. P-256 is what
    /// every TLS 1.3 has (RFC 8446 §9.1).
    /// </summary>
    private static ReadOnlySpan<byte> Groups => "X25519:P-256\0"u8;

    /// <summary>Reads a certificate with its chain and the key that belongs to it, both PEM.</summary>
    /// <param name="certificateFile">The server's certificate, followed by those between it and the root.</param>
    /// <param name="keyFile">The server's private key.</param>
    /// <exception cref="TlsException">A file is not usable, the two do not belong together, or OpenSSL is missing.</exception>
    public static TlsServer Load(string certificateFile, string keyFile)
    {
        SslContextHandle context = SslContext.Create(isServer: true);
        try
        {
            Require(LibSsl.SSL_CTX_use_certificate_chain_file(context, certificateFile), $"The certificate {certificateFile} is not usable");
            Require(LibSsl.SSL_CTX_use_PrivateKey_file(context, keyFile, LibSsl.SSL_FILETYPE_PEM), $"The private key {keyFile} is not usable");
            Require(LibSsl.SSL_CTX_check_private_key(context), $"The private key {keyFile} is not that of {certificateFile}");
            Require(LibSsl.SSL_CTX_set_num_tickets(context, 0), "OpenSSL cannot switch session tickets off");
            PreferCheap(context);
            LibSsl.SSL_CTX_set_alpn_select_cb(context, &SelectProtocol, 0);
            return new TlsServer(context);
        }
        catch
        {
            context.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ITlsSession Accept() => TlsSession.Accept(_context);

    /// <summary>Gives the certificate and key back; sessions that are under way keep theirs.</summary>
    public void Dispose() => _context.Dispose();

    /// <summary>The server's certificate as OpenSSL has it, in DER: the file may hold another one by now.</summary>
    private static byte[] CertificateOf(SslContextHandle context)
    {
        nint certificate = LibSsl.SSL_CTX_get0_certificate(context);
        byte[] der = new byte[LibCrypto.i2d_X509(certificate, null)];
        fixed (byte* start = der)
        {
            byte* position = start;
            _ = LibCrypto.i2d_X509(certificate, &position);
        }

        GC.KeepAlive(context);
        return der;
    }

    private static void PreferCheap(SslContextHandle context)
    {
        fixed (byte* groups = Groups)
        {
            Require((int)LibSsl.SSL_CTX_ctrl(context, LibSsl.SSL_CTRL_SET_GROUPS_LIST, default, groups).Value, "OpenSSL has no X25519");
        }

        Require(LibSsl.SSL_CTX_set_ciphersuites(context, CipherSuites), "OpenSSL lacks a cipher suite");
        _ = LibSsl.SSL_CTX_set_options(context, LibSsl.SSL_OP_CIPHER_SERVER_PREFERENCE);
        _ = LibSsl.SSL_CTX_ctrl(context, LibSsl.SSL_CTRL_SET_SESS_CACHE_MODE, new CLong(LibSsl.SSL_SESS_CACHE_OFF), null);

        // The chain is the one in the file; buffers are held only while they are full.
        CLong modes = new(LibSsl.SSL_MODE_NO_AUTO_CHAIN | LibSsl.SSL_MODE_RELEASE_BUFFERS);
        _ = LibSsl.SSL_CTX_ctrl(context, LibSsl.SSL_CTRL_MODE, modes, null);
    }

    private static void Require(int result, string what)
    {
        if (result != 1)
        {
            throw OpenSslError.Exception(what);
        }
    }

    /// <summary>Called when the client offers ALPN; without <c>ntske/1</c> comes the alert no_application_protocol (RFC 7301 §3.2).</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int SelectProtocol(nint ssl, byte** selected, byte* selectedLength, byte* offered, uint offeredLength, nint argument)
    {
        int start = ApplicationProtocol.Find(new ReadOnlySpan<byte>(offered, (int)offeredLength));
        if (start < 0)
        {
            return LibSsl.SSL_TLSEXT_ERR_ALERT_FATAL;
        }

        *selected = offered + start;
        *selectedLength = (byte)ApplicationProtocol.Name.Length;
        return LibSsl.SSL_TLSEXT_ERR_OK;
    }
}
