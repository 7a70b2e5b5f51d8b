using System;
using System.Buffers.Binary;
using System.Text;
using Nts.Crypto;

namespace Nts.KeyEstablishment;

/// <summary>Writes a server's response (RFC 8915 §4, Figure 3).</summary>
public static class ResponseWriter
{
    /// <summary>Writes an agreement: protocol, algorithm, where the NTP server is, cookies.</summary>
    /// <param name="destination">Takes the message.</param>
    /// <param name="negotiation">A decision that is accepted.</param>
    /// <param name="address">The NTP server; a Server or Port record is written only for what the client would not assume.</param>
    /// <param name="cookies">Cookies of one length, end to end.</param>
    /// <param name="cookieLength">The length of one cookie.</param>
    /// <param name="written">The length of the message.</param>
    /// <returns>False without room, or when the address has no ASCII name of legal length.</returns>
    public static bool TryWriteAgreement(
        Span<byte> destination, Negotiation negotiation, NtpServerAddress address, ReadOnlySpan<byte> cookies, int cookieLength, out int written)
    {
        KeRecordWriter writer = new(destination);
        bool ok = writer.TryWriteCritical(KeRecordType.NextProtocol, (ushort)NextProtocol.Ntpv4)
            && writer.TryWriteCritical(KeRecordType.AeadAlgorithm, (ushort)negotiation.Aead)
            && TryEchoRecord1024(ref writer, negotiation)
            && TryWriteAddress(ref writer, address);
        for (; ok && !cookies.IsEmpty; cookies = cookies[cookieLength..])
        {
            ok = writer.TryWriteOptional(KeRecordType.NewCookie, cookies[..cookieLength]);
        }

        return TryFinish(ref writer, ok, out written);
    }

    /// <summary>Writes a refusal: an empty negotiation record where nothing was in common, else an Error record.</summary>
    /// <param name="destination">Takes the message.</param>
    /// <param name="negotiation">A decision that is not accepted.</param>
    /// <param name="written">The length of the message.</param>
    /// <returns>False without room.</returns>
    public static bool TryWriteRefusal(Span<byte> destination, Negotiation negotiation, out int written)
    {
        KeRecordWriter writer = new(destination);
        bool ok = negotiation switch
        {
            { Error: KeErrorCode error } => writer.TryWriteCritical(KeRecordType.Error, (ushort)error),
            { Reason: RequestReason.NoCommonAead } => writer.TryWriteCritical(KeRecordType.NextProtocol, (ushort)NextProtocol.Ntpv4)
                && writer.TryWriteCritical(KeRecordType.AeadAlgorithm, []),
            { Reason: RequestReason.NoCommonProtocol } => writer.TryWriteCritical(KeRecordType.NextProtocol, []),
            _ => throw new ArgumentException("An accepted request is no refusal.", nameof(negotiation)),
        };
        return TryFinish(ref writer, ok, out written);
    }

    /// <summary>Agrees to export by the letter, which a client that did not ask would not expect.</summary>
    private static bool TryEchoRecord1024(ref KeRecordWriter writer, Negotiation negotiation) =>
        negotiation is not { Aead: AeadAlgorithm.Aes128GcmSiv, HasRecord1024: true }
        || writer.TryWriteOptional(KeRecordType.CompliantGcmSivExport, []);

    private static bool TryWriteAddress(ref KeRecordWriter writer, NtpServerAddress address)
    {
        if (address.Host is not null)
        {
            Span<byte> name = stackalloc byte[KeLimits.MaxServerNameLength];
            if (!Encoding.ASCII.TryGetBytes(address.Host, name, out int length)
                || !Ascii.IsValid(address.Host)
                || !ServerName.IsWellFormed(name[..length])
                || !writer.TryWriteOptional(KeRecordType.Server, name[..length]))
            {
                return false;
            }
        }

        Span<byte> port = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(port, address.Port);
        return address.Port == KeLimits.DefaultNtpPort || writer.TryWriteOptional(KeRecordType.Port, port);
    }

    private static bool TryFinish(ref KeRecordWriter writer, bool ok, out int written)
    {
        ok = ok && writer.TryWriteCritical(KeRecordType.EndOfMessage, []);
        written = ok ? writer.Position : 0;
        return ok;
    }
}
