using System;
using Nts.Crypto;

namespace Nts.KeyEstablishment;

/// <summary>How the two keys of an association come out of the TLS session (RFC 8915 §5.1).</summary>
public static class KeyExport
{
    /// <summary>Bytes of the per-association context.</summary>
    public const int ContextLength = 5;

    /// <summary>
    /// What chrony up to 4.6 puts into the context for the keys of AEAD 30, in place of 30; so do later ones with a peer without record 1024.
    /// </summary>
    public const AeadAlgorithm OldGcmSivContext = AeadAlgorithm.AesSivCmac256;

    /// <summary>The disambiguating label of the exporter.</summary>
    public static ReadOnlySpan<byte> Label => "EXPORTER-network-time-security"u8;

    /// <summary>Exports the key for requests and the key for replies.</summary>
    /// <param name="tls">A session whose handshake is done.</param>
    /// <param name="aead">The algorithm that was negotiated; for the keys of <see cref="OldGcmSivContext"/>, that.</param>
    /// <param name="c2s">Takes the client-to-server key; as long as <see cref="AeadKey.KeySize"/> says of the algorithm that was negotiated.</param>
    /// <param name="s2c">Takes the server-to-client key, as long.</param>
    /// <returns>False when the TLS library refuses; the keys are then not to be used.</returns>
    public static bool TryExport(ITlsSession tls, AeadAlgorithm aead, Span<byte> c2s, Span<byte> s2c)
    {
        Span<byte> context = stackalloc byte[ContextLength];
        WriteContext(context, aead, serverToClient: false);
        bool done = tls.TryExportKeyingMaterial(Label, context, c2s);
        WriteContext(context, aead, serverToClient: true);
        return tls.TryExportKeyingMaterial(Label, context, s2c) && done;
    }

    /// <summary>Writes the context: the protocol, the algorithm, the direction.</summary>
    /// <param name="context">Takes <see cref="ContextLength"/> bytes.</param>
    /// <param name="aead">The algorithm that was negotiated.</param>
    /// <param name="serverToClient">Whether the key is that of replies.</param>
    public static void WriteContext(Span<byte> context, AeadAlgorithm aead, bool serverToClient)
    {
        context[0] = (ushort)NextProtocol.Ntpv4 >> 8;
        context[1] = (ushort)NextProtocol.Ntpv4 & 0xff;
        context[2] = (byte)((ushort)aead >> 8);
        context[3] = (byte)((ushort)aead & 0xff);
        context[4] = serverToClient ? (byte)1 : (byte)0;
    }
}
