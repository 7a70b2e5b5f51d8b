using System;
using System.Security.Cryptography;
using Nts.Crypto;
using Nts.Ntp;
using Nts.Nts;

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

    /// <summary>With NTS, AEAD 15.</summary>
    /// <param name="ring">Its current key seals the cookie.</param>
    /// <param name="cookies">Cookies that it asks for, 1 to 8.</param>
    public static byte[] Nts(KeyRing ring, int cookies)
    {
        const AeadAlgorithm Algorithm = AeadAlgorithm.AesSivCmac256;
        byte[] c2s = RandomNumberGenerator.GetBytes(AeadKey.KeySize(Algorithm));
        byte[] s2c = RandomNumberGenerator.GetBytes(AeadKey.KeySize(Algorithm));
        using NtsSession session = new(Algorithm, c2s, s2c);
        byte[] cookie = new byte[Cookie.LengthFor(Algorithm)];
        for (int i = cookies; i <= NtsSession.MaxCookies; i++)
        {
            Cookie.Seal(ring.Snapshot, Algorithm, c2s, s2c, SystemRandom.Instance, cookie);
            session.TryAddCookie(cookie);
        }

        return NtpExchange.TryCreateNts(session, SystemRandom.Instance, out NtpExchange? exchange)
            ? exchange.Request.ToArray()
            : throw new InvalidOperationException("there is no cookie");
    }
}
