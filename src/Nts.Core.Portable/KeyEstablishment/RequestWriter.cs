using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using Nts.Crypto;

namespace Nts.KeyEstablishment;

/// <summary>Writes a client's request: NTPv4 and the algorithms it can do with (RFC 8915 §4, Figure 3).</summary>
public static class RequestWriter
{
    /// <summary>Writes the request.</summary>
    /// <param name="destination">Takes the message.</param>
    /// <param name="offered">Algorithms, best first; at least one, and none that <see cref="AeadKey.IsSupported"/> denies.</param>
    /// <param name="written">The length of the message.</param>
    /// <returns>False without room.</returns>
    public static bool TryWrite(Span<byte> destination, IReadOnlyList<AeadAlgorithm> offered, out int written)
    {
        byte[] identifiers = new byte[offered.Count * sizeof(ushort)];
        for (int i = 0; i < offered.Count; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(identifiers.AsSpan(i * sizeof(ushort)), (ushort)offered[i]);
        }

        KeRecordWriter writer = new(destination);
        bool ok = writer.TryWriteCritical(KeRecordType.NextProtocol, (ushort)NextProtocol.Ntpv4)
            && writer.TryWriteCritical(KeRecordType.AeadAlgorithm, identifiers)
            && (!offered.Contains(AeadAlgorithm.Aes128GcmSiv) || writer.TryWriteOptional(KeRecordType.CompliantGcmSivExport, []))
            && writer.TryWriteCritical(KeRecordType.EndOfMessage, []);
        written = ok ? writer.Position : 0;
        return ok;
    }
}
