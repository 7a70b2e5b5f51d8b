using System.Runtime.InteropServices;

namespace Nts.Drivers.OpenSsl.Interop;

/// <summary>The functions of libcrypto 3 that are used here, by their own names.</summary>
internal static unsafe partial class LibCrypto
{
    public const string Name = "libcrypto";

    public const uint X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS = 0x4;
    public const uint X509_CHECK_FLAG_NEVER_CHECK_SUBJECT = 0x20;
    public const uint X509_V_FLAG_PARTIAL_CHAIN = 0x80000;
    public const int X509_V_OK = 0;

    [LibraryImport(Name)]
    public static partial nint BIO_new(nint type);

    [LibraryImport(Name)]
    public static partial nint BIO_s_mem();

    [LibraryImport(Name)]
    public static partial int BIO_free(nint a);

    [LibraryImport(Name)]
    public static partial int BIO_write(nint b, byte* data, int dlen);

    [LibraryImport(Name)]
    public static partial int BIO_read(nint b, byte* data, int dlen);

    [LibraryImport(Name)]
    public static partial void ERR_clear_error();

    [LibraryImport(Name)]
    public static partial CULong ERR_get_error();

    [LibraryImport(Name)]
    public static partial void ERR_error_string_n(CULong e, byte* buf, nuint len);

    [LibraryImport(Name)]
    public static partial byte* ERR_reason_error_string(CULong e);

    [LibraryImport(Name)]
    public static partial byte* X509_verify_cert_error_string(CLong n);

    [LibraryImport(Name)]
    public static partial nint EVP_sha256();

    [LibraryImport(Name)]
    public static partial int X509_digest(nint data, nint type, byte* md, out uint len);

    [LibraryImport(Name)]
    public static partial nint d2i_X509(nint a, byte** @in, CLong len);

    [LibraryImport(Name)]
    public static partial int i2d_X509(nint x, byte** @out);

    [LibraryImport(Name)]
    public static partial void X509_free(nint a);

    [LibraryImport(Name)]
    public static partial int X509_STORE_add_cert(nint store, nint x);

    [LibraryImport(Name)]
    public static partial int X509_VERIFY_PARAM_set_flags(nint param, CULong flags);

    [LibraryImport(Name)]
    public static partial void X509_VERIFY_PARAM_set_hostflags(nint param, uint flags);

    [LibraryImport(Name)]
    public static partial int X509_VERIFY_PARAM_set1_host(nint param, byte* name, nuint namelen);

    [LibraryImport(Name)]
    public static partial int X509_VERIFY_PARAM_set1_ip(nint param, byte* ip, nuint iplen);
}
