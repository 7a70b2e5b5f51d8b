using System;
using System.Security.Cryptography;
using Nts.Crypto;
using Nts.Ntp;

namespace Nts.Scale;

/// <summary>The requests of a client.</summary>
internal static class Requests
{
    private const int OriginOffset = 24;

    /// <summary>Plain, and in interleaved mode: the server keeps something for each of them (RFC 9769 §2).</summary>
    public static byte[] Interleaved()
    {
        byte[] request = NtpExchange.CreatePlain(SystemRandom.Instance).Request.ToArray();
        RandomNumberGenerator.Fill(request.AsSpan(OriginOffset, 8));

        // What makes it a receive timestamp of a server of ours.
        request[OriginOffset + 7] |= 1;
        return request;
    }
}
