using System.Runtime.InteropServices;
using System.Text;

namespace Nts.Drivers.OpenSsl.Interop;

/// <summary>One entry of OpenSSL's error queue, which belongs to the thread; <c>default</c> is no error.</summary>
internal readonly unsafe record struct OpenSslError(CULong Code)
{
    private const ulong SystemErrorBit = 0x80000000;
    private const int ReasonMask = 0x7FFFFF;
    private const int TextRoom = 256;

    /// <summary>The reason within its library, such as <c>SSL_R_NO_APPLICATION_PROTOCOL</c>.</summary>
    public int Reason => (int)(Code.Value & ReasonMask);

    /// <summary>Takes the first error since <see cref="LibCrypto.ERR_clear_error"/>: the cause of those after it.</summary>
    public static OpenSslError Take() => new(LibCrypto.ERR_get_error());

    /// <summary>The exception for a call that failed just now.</summary>
    public static TlsException Exception(string what) => new(what + ": " + Take());

    public override string ToString()
    {
        if (Code.Value == 0)
        {
            return string.Empty;
        }

        if ((Code.Value & SystemErrorBit) != 0)
        {
            return Marshal.GetPInvokeErrorMessage((int)(Code.Value & ~SystemErrorBit));
        }

        byte* reason = LibCrypto.ERR_reason_error_string(Code);
        if (reason != null)
        {
            return Marshal.PtrToStringUTF8((nint)reason)!;
        }

        byte* text = stackalloc byte[TextRoom];
        LibCrypto.ERR_error_string_n(Code, text, TextRoom);
        return Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));
    }
}
