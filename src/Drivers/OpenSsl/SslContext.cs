using System.Runtime.InteropServices;
using Nts.Drivers.OpenSsl.Interop;

namespace Nts.Drivers.OpenSsl;

/// <summary>What the contexts of servers and clients have in common.</summary>
internal static unsafe class SslContext
{
    /// <summary>A context that speaks TLS 1.3 and nothing older (RFC 8915 §3).</summary>
    public static SslContextHandle Create(bool isServer)
    {
        OpenSslLibrary.Load();
        LibCrypto.ERR_clear_error();
        SslContextHandle context = LibSsl.SSL_CTX_new(isServer ? LibSsl.TLS_server_method() : LibSsl.TLS_client_method());
        if (context.IsInvalid
            || LibSsl.SSL_CTX_ctrl(context, LibSsl.SSL_CTRL_SET_MIN_PROTO_VERSION, new CLong(LibSsl.TLS1_3_VERSION), null).Value != 1)
        {
            context.Dispose();
            throw OpenSslError.Exception("OpenSSL cannot do TLS 1.3");
        }

        return context;
    }
}
