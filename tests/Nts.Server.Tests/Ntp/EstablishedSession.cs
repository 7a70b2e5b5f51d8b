using Nts.Crypto;
using Nts.Nts;

namespace Nts.Server.Ntp;

/// <summary>A client's session with one cookie of a server's ring, as key establishment would make it.</summary>
internal static class EstablishedSession
{
    /// <summary>The session.</summary>
    /// <param name="keys">The server's cookie keys.</param>
    public static NtsSession Of(KeyRing keys)
    {
        byte[] c2s = new byte[32];
        byte[] s2c = new byte[32];
        s2c[0] = 1;
        byte[] cookie = new byte[Cookie.LengthFor(AeadAlgorithm.AesSivCmac256)];
        Cookie.Seal(keys.Snapshot, AeadAlgorithm.AesSivCmac256, c2s, s2c, SystemRandom.Instance, cookie);
        NtsSession session = new(AeadAlgorithm.AesSivCmac256, c2s, s2c);
        session.TryAddCookie(cookie);
        return session;
    }
}
