using System;
using Nts.Crypto;

namespace Nts.KeyEstablishment;

/// <summary>The one place that knows which AEAD algorithms are negotiated, and how (RFC 8915 §4.1.5).</summary>
internal static class AeadNegotiation
{
    /// <summary>What a client of ours offers, best first, and what a server of ours accepts.</summary>
    public static ReadOnlySpan<AeadAlgorithm> Supported => [AeadAlgorithm.AesSivCmac256];

    /// <summary>The first supported algorithm in the client's order of preference; false when there is none.</summary>
    public static bool TryChoose(IdentifierList offered, out AeadAlgorithm chosen)
    {
        for (int i = 0; i < offered.Count; i++)
        {
            chosen = (AeadAlgorithm)offered[i];
            if (Supported.Contains(chosen))
            {
                return true;
            }
        }

        chosen = default;
        return false;
    }
}
