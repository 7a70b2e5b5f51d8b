using System;
using System.Buffers.Binary;
using Nts.Crypto;

namespace Nts.KeyEstablishment;

/// <summary>Writes a client's request: NTPv4 and the algorithms known here (RFC 8915 §4, Figure 3).</summary>
public static class RequestWriter
{
    /// <summary>Writes the request.</summary>
    /// <param name="destination">Takes the message.</param>
    /// <param name="written">The length of the message.</param>
    /// <returns>False without room.</returns>
    public static bool TryWrite(Span<byte> destination, out int written)
    {
        ReadOnlySpan<AeadAlgorithm> offered = AeadNegotiation.Supported;
        Span<byte> identifiers = stackalloc byte[offered.Length * sizeof(ushort)];
        for (int i = 0; i < offered.Length; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(identifiers[(i * sizeof(ushort))..], (ushort)offered[i]);
        }

        KeRecordWriter writer = new(destination);
        bool ok = writer.TryWriteCritical(KeRecordType.NextProtocol, (ushort)NextProtocol.Ntpv4)
            && writer.TryWriteCritical(KeRecordType.AeadAlgorithm, identifiers)
            && writer.TryWriteCritical(KeRecordType.EndOfMessage, []);
        written = ok ? writer.Position : 0;
        return ok;
    }
}
