using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Security.Cryptography;
using Nts.KeyEstablishment;
using Nts.TestKit;

namespace Nts.Vectors;

/// <summary>A session of TLS 1.3 that has come to its exporter secret and can do nothing but export (RFC 8446 §7.5, with SHA-256).</summary>
internal sealed class ExporterOfTls13(byte[] exporterSecret) : ITlsSession
{
    /// <summary>The contexts that were asked for, in hexadecimal.</summary>
    public List<string> Contexts { get; } = [];

    public string FailureText => string.Empty;

    public bool TryExportKeyingMaterial(ReadOnlySpan<byte> label, ReadOnlySpan<byte> context, Span<byte> key)
    {
        Contexts.Add(Hex.Text(context));
        byte[] derived = new byte[SHA256.HashSizeInBytes];
        ExpandLabel(exporterSecret, label, SHA256.HashData([]), derived);
        ExpandLabel(derived, "exporter"u8, SHA256.HashData(context), key);
        return true;
    }

    public void Feed(ReadOnlySpan<byte> received) => throw new NotSupportedException();

    public int TakeOutput(Span<byte> destination) => throw new NotSupportedException();

    public TlsStatus Handshake() => throw new NotSupportedException();

    public TlsStatus Read(Span<byte> destination, out int count) => throw new NotSupportedException();

    public TlsStatus Write(ReadOnlySpan<byte> data) => throw new NotSupportedException();

    public void Close() => throw new NotSupportedException();

    public void Dispose()
    {
    }

    /// <summary>HKDF-Expand-Label (RFC 8446 §7.1).</summary>
    private static void ExpandLabel(byte[] secret, ReadOnlySpan<byte> label, byte[] context, Span<byte> output)
    {
        byte[] length = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)output.Length);
        byte[] info = [.. length, (byte)("tls13 "u8.Length + label.Length), .. "tls13 "u8, .. label, (byte)context.Length, .. context];
        HKDF.Expand(HashAlgorithmName.SHA256, secret, output, info);
    }
}
