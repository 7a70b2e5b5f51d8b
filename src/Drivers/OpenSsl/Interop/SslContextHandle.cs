using Microsoft.Win32.SafeHandles;

namespace Nts.Drivers.OpenSsl.Interop;

/// <summary>Owns an <c>SSL_CTX</c>.</summary>
internal sealed class SslContextHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        LibSsl.SSL_CTX_free(handle);
        return true;
    }
}
