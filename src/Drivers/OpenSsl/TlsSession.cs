using System;
using System.Net;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Nts.Drivers.OpenSsl.Interop;
using Nts.KeyEstablishment;

namespace Nts.Drivers.OpenSsl;

/// <summary>One connection: an <c>SSL</c> between two memory BIOs, so that OpenSSL never waits for a peer.</summary>
internal sealed unsafe class TlsSession : ITlsSession
{
    private readonly SslHandle _ssl;
    private readonly nint _input;
    private readonly nint _output;
    private readonly byte[]? _fingerprint;

    private TlsSession(SslContextHandle context, byte[]? fingerprint)
    {
        LibCrypto.ERR_clear_error();
        _fingerprint = fingerprint;
        _ssl = LibSsl.SSL_new(context);
        _input = LibCrypto.BIO_new(LibCrypto.BIO_s_mem());
        _output = LibCrypto.BIO_new(LibCrypto.BIO_s_mem());
        if (_ssl.IsInvalid || _input == 0 || _output == 0)
        {
            _ = LibCrypto.BIO_free(_input);
            _ = LibCrypto.BIO_free(_output);
            _ssl.Dispose();
            throw new TlsException("OpenSSL cannot make a session.");
        }

        LibSsl.SSL_set_bio(_ssl, _input, _output);
    }

    public string FailureText { get; private set; } = string.Empty;

    public static TlsSession Accept(SslContextHandle context)
    {
        TlsSession session = new(context, fingerprint: null);
        LibSsl.SSL_set_accept_state(session._ssl);
        return session;
    }

    public static TlsSession Connect(SslContextHandle context, string host, byte[]? fingerprint)
    {
        TlsSession session = new(context, fingerprint);
        LibSsl.SSL_set_connect_state(session._ssl);
        if (session.TryExpect(host))
        {
            return session;
        }

        session.Dispose();
        throw new ArgumentException($"\"{host}\" can be neither a host name nor an address.", nameof(host));
    }

    public void Feed(ReadOnlySpan<byte> received)
    {
        ObjectDisposedException.ThrowIf(_ssl.IsClosed, this);
        fixed (byte* data = received)
        {
            if (LibCrypto.BIO_write(_input, data, received.Length) != received.Length && !received.IsEmpty)
            {
                throw new TlsException("OpenSSL cannot keep what was received.");
            }
        }

        GC.KeepAlive(this);
    }

    public int TakeOutput(Span<byte> destination)
    {
        ObjectDisposedException.ThrowIf(_ssl.IsClosed, this);
        fixed (byte* data = destination)
        {
            int count = Math.Max(0, LibCrypto.BIO_read(_output, data, destination.Length));
            GC.KeepAlive(this);
            return count;
        }
    }

    public TlsStatus Handshake()
    {
        LibCrypto.ERR_clear_error();
        int result = LibSsl.SSL_do_handshake(_ssl);
        return result != 1 ? Fail(result)
            : !HasProtocol() ? TlsStatus.WrongProtocol
            : !HasFingerprint() ? TlsStatus.NotTrusted
            : TlsStatus.Done;
    }

    public TlsStatus Read(Span<byte> destination, out int count)
    {
        LibCrypto.ERR_clear_error();
        fixed (byte* data = destination)
        {
            int result = LibSsl.SSL_read_ex(_ssl, data, (nuint)destination.Length, out nuint read);
            count = result == 1 ? (int)read : 0;
            return result == 1 ? TlsStatus.Done : Fail(result);
        }
    }

    public TlsStatus Write(ReadOnlySpan<byte> data)
    {
        LibCrypto.ERR_clear_error();
        fixed (byte* bytes = data)
        {
            // Into memory, so it writes everything or fails.
            int result = LibSsl.SSL_write_ex(_ssl, bytes, (nuint)data.Length, out _);
            return result == 1 ? TlsStatus.Done : Fail(result);
        }
    }

    public void Close()
    {
        // Without an answer it returns 0 or −1, and both are fine: nobody waits for the peer's close_notify.
        LibCrypto.ERR_clear_error();
        _ = LibSsl.SSL_shutdown(_ssl);
        LibCrypto.ERR_clear_error();
    }

    public bool TryExportKeyingMaterial(ReadOnlySpan<byte> label, ReadOnlySpan<byte> context, Span<byte> key)
    {
        LibCrypto.ERR_clear_error();
        fixed (byte* keyBytes = key, labelBytes = label, contextBytes = context)
        {
            return LibSsl.SSL_export_keying_material(
                _ssl, keyBytes, (nuint)key.Length, labelBytes, (nuint)label.Length, contextBytes, (nuint)context.Length, use_context: 1) == 1;
        }
    }

    public void Dispose() => _ssl.Dispose();

    /// <summary>Sets the name that the certificate must bear, as DNS-ID or IP address and never as common name (RFC 6125 §6.4).</summary>
    private bool TryExpect(string host)
    {
        nint parameters = LibSsl.SSL_get0_param(_ssl);
        LibCrypto.X509_VERIFY_PARAM_set_hostflags(
            parameters, LibCrypto.X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS | LibCrypto.X509_CHECK_FLAG_NEVER_CHECK_SUBJECT);
        if (!Ascii.IsValid(host))
        {
            return false;
        }

        CLong nameType = new(LibSsl.TLSEXT_NAMETYPE_host_name);
        bool isAddress = IPAddress.TryParse(host, out IPAddress? address);
        byte[] expected = isAddress ? address!.GetAddressBytes() : Encoding.ASCII.GetBytes(host.TrimEnd('.') + '\0');
        fixed (byte* bytes = expected)
        {
            // The server name extension takes names only (RFC 6066 §3).
            return isAddress
                ? LibCrypto.X509_VERIFY_PARAM_set1_ip(parameters, bytes, (nuint)expected.Length) == 1
                : LibCrypto.X509_VERIFY_PARAM_set1_host(parameters, bytes, (nuint)expected.Length - 1) == 1
                    && LibSsl.SSL_ctrl(_ssl, LibSsl.SSL_CTRL_SET_TLSEXT_HOSTNAME, nameType, bytes).Value == 1;
        }
    }

    private bool HasProtocol()
    {
        LibSsl.SSL_get0_alpn_selected(_ssl, out byte* name, out uint length);
        bool isOurs = new ReadOnlySpan<byte>(name, (int)length).SequenceEqual(ApplicationProtocol.Name);
        FailureText = isOurs ? string.Empty : "the peer did not agree on the application protocol ntske/1";
        return isOurs;
    }

    private bool HasFingerprint()
    {
        if (_fingerprint is null)
        {
            return true;
        }

        Span<byte> actual = stackalloc byte[SHA256.HashSizeInBytes];
        fixed (byte* bytes = actual)
        {
            nint certificate = LibSsl.SSL_get0_peer_certificate(_ssl);
            bool isSame = certificate != 0
                && LibCrypto.X509_digest(certificate, LibCrypto.EVP_sha256(), bytes, out _) == 1
                && actual.SequenceEqual(_fingerprint);
            GC.KeepAlive(this);
            FailureText = isSame ? string.Empty : "the server's certificate has the fingerprint " + Convert.ToHexStringLower(actual);
            return isSame;
        }
    }

    private TlsStatus Fail(int result)
    {
        switch (LibSsl.SSL_get_error(_ssl, result))
        {
            case LibSsl.SSL_ERROR_WANT_READ:
                return TlsStatus.NeedsInput;
            case LibSsl.SSL_ERROR_ZERO_RETURN:
                return TlsStatus.Closed;
        }

        OpenSslError error = OpenSslError.Take();
        FailureText = error.ToString();
        switch (error.Reason)
        {
            case LibSsl.SSL_R_NO_APPLICATION_PROTOCOL or LibSsl.SSL_R_TLSV1_ALERT_NO_APPLICATION_PROTOCOL:
                return TlsStatus.WrongProtocol;
            case LibSsl.SSL_R_CERTIFICATE_VERIFY_FAILED:
                byte* why = LibCrypto.X509_verify_cert_error_string(LibSsl.SSL_get_verify_result(_ssl));
                FailureText += ": " + Marshal.PtrToStringUTF8((nint)why);
                return TlsStatus.NotTrusted;
            default:
                return TlsStatus.Failed;
        }
    }
}
