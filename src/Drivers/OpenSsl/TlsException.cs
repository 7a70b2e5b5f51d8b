using System;

namespace Nts.Drivers.OpenSsl;

/// <summary>TLS cannot be set up: OpenSSL is missing, or a certificate or key file is not usable.</summary>
/// <remarks>Only for what a person must mend before the start; what a peer sends never raises it.</remarks>
public sealed class TlsException : Exception
{
    /// <summary>An exception without a text.</summary>
    public TlsException()
    {
    }

    /// <summary>An exception that says what failed and why.</summary>
    public TlsException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that says what failed, with its cause.</summary>
    public TlsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
