namespace Nts.Ntp;

/// <summary>What kind of request a datagram is, by its shape alone: nothing is computed that a stranger could make expensive.</summary>
internal static class RequestShape
{
    private const byte FirstVersion = 1;
    private const ushort NtpPort = 123;

    /// <summary>Reads header and fields.</summary>
    /// <returns><see cref="RespondReason.Plain"/>, <see cref="RespondReason.Mac"/>, <see cref="RespondReason.Nts"/>, or why the request is to be dropped.</returns>
    public static RespondReason Classify(in NtpRequest request, out NtpHeader asked, out RequestFields fields)
    {
        fields = default;
        if (!NtpHeader.TryParse(request.Datagram, out asked))
        {
            return RespondReason.Truncated;
        }

        if (request.Datagram.Length > NtpResponder.MaxPacketLength)
        {
            return RespondReason.Oversized;
        }

        if (request.Datagram.Length % 4 != 0)
        {
            return RespondReason.LengthMisaligned;
        }

        if (asked.Version is < FirstVersion or > NtpHeader.CurrentVersion)
        {
            return RespondReason.Version;
        }

        if (!Asks(asked, request.FromPort))
        {
            return RespondReason.NotClient;
        }

        if (asked.Version < NtpHeader.CurrentVersion)
        {
            return RequestFields.ParseOld(request.Datagram, out fields);
        }

        // The fields of NTS are a client's (RFC 8915 §5.3 to §5.6).
        RespondReason kind = RequestFields.Parse(request.Datagram, out fields);
        bool isNts = kind == RespondReason.Nts || !fields.UniqueIdentifier.IsEmpty;
        return isNts && asked.Mode != NtpMode.Client ? RespondReason.NotClient : kind;
    }

    /// <summary>
    /// Clients ask, and so do symmetric peers: Windows takes a configured server for one. NTPv1 has no mode, and the port tells a client
    /// (RFC 1059 §3.3); a server's packet would come from the port of NTP.
    /// </summary>
    private static bool Asks(in NtpHeader asked, ushort fromPort) => asked.Mode switch
    {
        NtpMode.Client or NtpMode.SymmetricActive => true,
        NtpMode.Reserved => asked.Version == FirstVersion && fromPort != NtpPort,
        _ => false,
    };
}
