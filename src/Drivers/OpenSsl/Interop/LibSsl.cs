using System.Runtime.InteropServices;

namespace Nts.Drivers.OpenSsl.Interop;

/// <summary>The functions of libssl 3 that are used here, by their own names.</summary>
internal static unsafe partial class LibSsl
{
    public const string Name = "libssl";

    public const int TLS1_3_VERSION = 0x0304;
    public const int SSL_FILETYPE_PEM = 1;
    public const int SSL_VERIFY_NONE = 0;
    public const int SSL_VERIFY_PEER = 1;
    public const int SSL_CTRL_MODE = 33;
    public const int SSL_CTRL_SET_SESS_CACHE_MODE = 44;
    public const int SSL_CTRL_SET_TLSEXT_HOSTNAME = 55;
    public const int SSL_CTRL_SET_GROUPS_LIST = 92;
    public const int SSL_CTRL_SET_MIN_PROTO_VERSION = 123;
    public const ulong SSL_OP_CIPHER_SERVER_PREFERENCE = 1 << 22;
    public const int SSL_MODE_NO_AUTO_CHAIN = 0x8;
    public const int SSL_MODE_RELEASE_BUFFERS = 0x10;
    public const int SSL_SESS_CACHE_OFF = 0;
    public const int TLSEXT_NAMETYPE_host_name = 0;
    public const int SSL_TLSEXT_ERR_OK = 0;
    public const int SSL_TLSEXT_ERR_ALERT_FATAL = 2;

    public const int SSL_ERROR_WANT_READ = 2;
    public const int SSL_ERROR_ZERO_RETURN = 6;

    public const int SSL_R_CERTIFICATE_VERIFY_FAILED = 134;
    public const int SSL_R_NO_APPLICATION_PROTOCOL = 235;
    public const int SSL_R_TLSV1_ALERT_NO_APPLICATION_PROTOCOL = 1120;

    [LibraryImport(Name)]
    public static partial nint TLS_server_method();

    [LibraryImport(Name)]
    public static partial nint TLS_client_method();

    [LibraryImport(Name)]
    public static partial SslContextHandle SSL_CTX_new(nint method);

    [LibraryImport(Name)]
    public static partial void SSL_CTX_free(nint ctx);

    [LibraryImport(Name)]
    public static partial CLong SSL_CTX_ctrl(SslContextHandle ctx, int cmd, CLong larg, byte* parg);

    [LibraryImport(Name)]
    public static partial ulong SSL_CTX_set_options(SslContextHandle ctx, ulong op);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SSL_CTX_set_ciphersuites(SslContextHandle ctx, string str);

    [LibraryImport(Name)]
    public static partial int SSL_CTX_set_num_tickets(SslContextHandle ctx, nuint num_tickets);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SSL_CTX_use_certificate_chain_file(SslContextHandle ctx, string file);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SSL_CTX_use_PrivateKey_file(SslContextHandle ctx, string file, int type);

    [LibraryImport(Name)]
    public static partial int SSL_CTX_check_private_key(SslContextHandle ctx);

    [LibraryImport(Name)]
    public static partial nint SSL_CTX_get0_certificate(SslContextHandle ctx);

    [LibraryImport(Name)]
    public static partial void SSL_CTX_set_alpn_select_cb(
        SslContextHandle ctx, delegate* unmanaged[Cdecl]<nint, byte**, byte*, byte*, uint, nint, int> cb, nint arg);

    [LibraryImport(Name)]
    public static partial int SSL_CTX_set_alpn_protos(SslContextHandle ctx, byte* protos, uint protos_len);

    [LibraryImport(Name)]
    public static partial void SSL_CTX_set_verify(SslContextHandle ctx, int mode, nint callback);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SSL_CTX_load_verify_file(SslContextHandle ctx, string CAfile);

    [LibraryImport(Name)]
    public static partial nint SSL_CTX_get_cert_store(SslContextHandle ctx);

    [LibraryImport(Name)]
    public static partial nint SSL_CTX_get0_param(SslContextHandle ctx);

    [LibraryImport(Name)]
    public static partial SslHandle SSL_new(SslContextHandle ctx);

    [LibraryImport(Name)]
    public static partial void SSL_free(nint ssl);

    [LibraryImport(Name)]
    public static partial void SSL_set_bio(SslHandle ssl, nint rbio, nint wbio);

    [LibraryImport(Name)]
    public static partial void SSL_set_accept_state(SslHandle ssl);

    [LibraryImport(Name)]
    public static partial void SSL_set_connect_state(SslHandle ssl);

    [LibraryImport(Name)]
    public static partial CLong SSL_ctrl(SslHandle ssl, int cmd, CLong larg, byte* parg);

    [LibraryImport(Name)]
    public static partial nint SSL_get0_param(SslHandle ssl);

    [LibraryImport(Name)]
    public static partial int SSL_do_handshake(SslHandle ssl);

    [LibraryImport(Name)]
    public static partial int SSL_read_ex(SslHandle ssl, byte* buf, nuint num, out nuint readbytes);

    [LibraryImport(Name)]
    public static partial int SSL_write_ex(SslHandle ssl, byte* buf, nuint num, out nuint written);

    [LibraryImport(Name)]
    public static partial int SSL_shutdown(SslHandle ssl);

    [LibraryImport(Name)]
    public static partial int SSL_get_error(SslHandle ssl, int ret);

    [LibraryImport(Name)]
    public static partial CLong SSL_get_verify_result(SslHandle ssl);

    [LibraryImport(Name)]
    public static partial nint SSL_get0_peer_certificate(SslHandle ssl);

    [LibraryImport(Name)]
    public static partial void SSL_get0_alpn_selected(SslHandle ssl, out byte* data, out uint len);

    [LibraryImport(Name)]
    public static partial int SSL_export_keying_material(
        SslHandle ssl, byte* @out, nuint olen, byte* label, nuint llen, byte* context, nuint contextlen, int use_context);
}
