using System;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Nts.Drivers.OpenSsl.Interop;
using Nts.KeyEstablishment;

namespace Nts.Drivers.OpenSsl;

/// <summary>TLS 1.3 client over OpenSSL: ALPN <c>ntske/1</c>, and trust in a set of roots or in one certificate (RFC 8915 §3).</summary>
public sealed unsafe class TlsClient : ITlsClient, IDisposable
{
    private readonly SslContextHandle _context;
    private readonly byte[]? _fingerprint;

    private TlsClient(SslContextHandle context, byte[]? fingerprint)
    {
        _context = context;
        _fingerprint = fingerprint;
    }

    /// <summary>A client that trusts the roots that this machine trusts.</summary>
    /// <exception cref="TlsException">OpenSSL is missing, or this machine trusts no root.</exception>
    public static TlsClient TrustingSystem() => Create(fingerprint: null, context =>
    {
        // The roots by way of .NET: OpenSSL knows where they are on Linux only.
        using X509Store roots = new(StoreName.Root, StoreLocation.LocalMachine, OpenFlags.ReadOnly);
        nint store = LibSsl.SSL_CTX_get_cert_store(context);
        int added = 0;
        foreach (X509Certificate2 root in roots.Certificates)
        {
            added += TryAdd(store, root.RawDataMemory.Span) ? 1 : 0;
            root.Dispose();
        }

        if (added == 0)
        {
            throw new TlsException(
                "This machine has no trusted root certificates. On Debian install the package ca-certificates, or name a CA file.");
        }
    });

    /// <summary>A client that trusts the certificates of a PEM file and nothing else.</summary>
    /// <param name="caFile">Roots, or certificates of servers themselves.</param>
    /// <exception cref="TlsException">The file is missing or holds no certificate, or OpenSSL is missing.</exception>
    public static TlsClient TrustingFile(string caFile) => Create(fingerprint: null, context =>
    {
        if (LibSsl.SSL_CTX_load_verify_file(context, caFile) != 1)
        {
            throw OpenSslError.Exception($"The CA file {caFile} is not usable");
        }

        // Whoever names a certificate trusts it, whether it signed itself or not.
        _ = LibCrypto.X509_VERIFY_PARAM_set_flags(LibSsl.SSL_CTX_get0_param(context), new CULong(LibCrypto.X509_V_FLAG_PARTIAL_CHAIN));
    });

    /// <summary>A client that trusts one certificate, whatever its name and validity: for a machine whose clock is not set yet.</summary>
    /// <param name="sha256">SHA-256 of the server's certificate in DER, 32 bytes.</param>
    /// <exception cref="TlsException">OpenSSL is missing.</exception>
    public static TlsClient TrustingFingerprint(ReadOnlySpan<byte> sha256)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(sha256.Length, SHA256.HashSizeInBytes, nameof(sha256));
        return Create(sha256.ToArray(), trust: null);
    }

    /// <inheritdoc/>
    public ITlsSession Connect(string host) => TlsSession.Connect(_context, host, _fingerprint);

    /// <summary>Gives the roots back; sessions that are under way keep theirs.</summary>
    public void Dispose() => _context.Dispose();

    private static TlsClient Create(byte[]? fingerprint, Action<SslContextHandle>? trust)
    {
        SslContextHandle context = SslContext.Create(isServer: false);
        try
        {
            fixed (byte* protocols = ApplicationProtocol.List)
            {
                // Of all functions this one returns 0 for success.
                if (LibSsl.SSL_CTX_set_alpn_protos(context, protocols, (uint)ApplicationProtocol.List.Length) != 0)
                {
                    throw OpenSslError.Exception("OpenSSL cannot offer ALPN");
                }
            }

            trust?.Invoke(context);
            LibSsl.SSL_CTX_set_verify(context, fingerprint is null ? LibSsl.SSL_VERIFY_PEER : LibSsl.SSL_VERIFY_NONE, 0);
            return new TlsClient(context, fingerprint);
        }
        catch
        {
            context.Dispose();
            throw;
        }
    }

    private static bool TryAdd(nint store, ReadOnlySpan<byte> der)
    {
        fixed (byte* start = der)
        {
            byte* position = start;
            nint certificate = LibCrypto.d2i_X509(0, &position, new CLong(der.Length));
            bool added = certificate != 0 && LibCrypto.X509_STORE_add_cert(store, certificate) == 1;
            LibCrypto.X509_free(certificate);
            return added;
        }
    }
}
