using Microsoft.Win32.SafeHandles;

namespace Nts.Drivers.OpenSsl.Interop;

/// <summary>Owns an <c>SSL</c> and, through it, its two BIOs; it holds its own reference to the context.</summary>
internal sealed class SslHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        LibSsl.SSL_free(handle);
        return true;
    }
}
