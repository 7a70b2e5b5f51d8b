using System;

namespace Nts.Ntp;

/// <summary>What kind of request a datagram is, by its shape alone: nothing is computed that a stranger could make expensive.</summary>
internal static class RequestShape
{
    private const byte FirstVersion = 1;
    private const ushort NtpPort = 123;

    /// <summary>Reads header and fields.</summary>
    /// <param name="request">The datagram; anything at all.</param>
    /// <param name="fromPort">The UDP port that it came from.</param>
    /// <param name="fields">What follows the header.</param>
    /// <returns><see cref="RespondReason.Plain"/>, <see cref="RespondReason.Mac"/>, <see cref="RespondReason.Nts"/>, or why the request is to be dropped.</returns>
    public static RespondReason Classify(ReadOnlySpan<byte> request, ushort fromPort, out RequestFields fields)
    {
        fields = default;
        if (request.Length < NtpHeader.Length)
        {
            return RespondReason.Truncated;
        }

        if (request.Length > NtpResponder.MaxPacketLength)
        {
            return RespondReason.Oversized;
        }

        if (request.Length % 4 != 0)
        {
            return RespondReason.LengthMisaligned;
        }

        byte version = NtpHeader.ReadVersion(request);
        if (version is < FirstVersion or > NtpHeader.CurrentVersion)
        {
            return RespondReason.Version;
        }

        NtpMode mode = NtpHeader.ReadMode(request);
        if (!Asks(mode, version, fromPort))
        {
            return RespondReason.NotClient;
        }

        if (request.Length == NtpHeader.Length)
        {
            return RespondReason.Plain;
        }

        if (version < NtpHeader.CurrentVersion)
        {
            // No extension fields yet (RFC 1305 §3.2): what follows is an authentication code.
            return fields.TakeMac(request, NtpHeader.Length);
        }

        // The fields of NTS are a client's (RFC 8915 §5.3 to §5.6).
        RespondReason kind = RequestFields.Parse(request, out fields);
        bool isNts = kind == RespondReason.Nts || !fields.UniqueIdentifier.IsEmpty;
        return isNts && mode != NtpMode.Client ? RespondReason.NotClient : kind;
    }

    /// <summary>
    /// Clients ask, and so do symmetric peers: Windows takes a configured server for one. NTPv1 has no mode, and the port tells a client
    /// (RFC 1059 §3.3); a server's packet would come from the port of NTP.
    /// </summary>
    private static bool Asks(NtpMode mode, byte version, ushort fromPort) => mode switch
    {
        NtpMode.Client or NtpMode.SymmetricActive => true,
        NtpMode.Reserved => version == FirstVersion && fromPort != NtpPort,
        _ => false,
    };
}
