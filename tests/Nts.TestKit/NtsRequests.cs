using System;
using System.Security.Cryptography;
using Nts.Crypto;
using Nts.Ntp;
using Nts.Nts;

namespace Nts.TestKit;

/// <summary>Requests of clients that have established keys.</summary>
public static class NtsRequests
{
    /// <summary>A request under new session keys.</summary>
    /// <param name="ring">Its current key seals the cookie.</param>
    /// <param name="algorithm">The session's AEAD algorithm.</param>
    /// <param name="cookies">Cookies that it asks for, 1 to 8: as many as the client lacks of eight, and the one that it spends.</param>
    public static byte[] Create(KeyRing ring, AeadAlgorithm algorithm, int cookies)
    {
        byte[] c2s = RandomNumberGenerator.GetBytes(AeadKey.KeySize(algorithm));
        byte[] s2c = RandomNumberGenerator.GetBytes(AeadKey.KeySize(algorithm));
        using NtsSession session = new(algorithm, c2s, s2c);
        byte[] cookie = new byte[Cookie.LengthFor(algorithm)];
        for (int i = cookies; i <= NtsSession.MaxCookies; i++)
        {
            Cookie.Seal(ring.Snapshot, algorithm, c2s, s2c, SystemRandom.Instance, cookie);
            session.TryAddCookie(cookie);
        }

        return NtpExchange.TryCreateNts(session, SystemRandom.Instance, out NtpExchange? exchange)
            ? exchange.Request.ToArray()
            : throw new InvalidOperationException("there is no cookie");
    }
}
