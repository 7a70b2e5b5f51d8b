using System;

namespace Nts.KeyEstablishment;

/// <summary>One end of a TLS 1.3 connection as a machine of bytes: the caller moves them to and from the peer, in its own time.</summary>
/// <remarks>
/// Not for use by two threads at once. After any call there may be bytes for the peer, alerts included: send what
/// <see cref="TakeOutput"/> gives until it gives nothing.
/// </remarks>
public interface ITlsSession : IDisposable
{
    /// <summary>What the TLS library says of the last failure, for a person to read; empty when nothing failed.</summary>
    string FailureText { get; }

    /// <summary>Takes bytes that the peer sent.</summary>
    void Feed(ReadOnlySpan<byte> received);

    /// <summary>Gives bytes to be sent to the peer, in order.</summary>
    /// <returns>How many; 0 when nothing is pending.</returns>
    int TakeOutput(Span<byte> destination);

    /// <summary>Goes on with the handshake. Done means: TLS 1.3, ALPN <c>ntske/1</c>, and for a client a certificate that it trusts.</summary>
    TlsStatus Handshake();

    /// <summary>Decrypts application data that was fed.</summary>
    /// <param name="destination">Takes the data.</param>
    /// <param name="count">How many bytes were taken, more than 0 when done.</param>
    TlsStatus Read(Span<byte> destination, out int count);

    /// <summary>Encrypts application data: at most 16 KiB become one TLS record.</summary>
    TlsStatus Write(ReadOnlySpan<byte> data);

    /// <summary>Says close_notify to the peer (RFC 8446 §6.1).</summary>
    void Close();

    /// <summary>Exports keying material (RFC 8446 §7.5); false when the library refuses.</summary>
    /// <param name="label">The disambiguating label, ASCII.</param>
    /// <param name="context">The context value.</param>
    /// <param name="key">Takes as many bytes as it has room for.</param>
    bool TryExportKeyingMaterial(ReadOnlySpan<byte> label, ReadOnlySpan<byte> context, Span<byte> key);
}
