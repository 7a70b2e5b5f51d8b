using System.Collections.Generic;
using System.Linq;
using Nts.Crypto;

namespace Nts.KeyEstablishment;

/// <summary>The one place that knows which AEAD algorithms are negotiated, and how (RFC 8915 §4.1.5).</summary>
public static class AeadNegotiation
{
    /// <summary>What a client of ours offers unless it is told otherwise, best first.</summary>
    /// <remarks>The short keys of 30 make the shortest packets, which get through where long ones are filtered; every server has 15.</remarks>
    public static IReadOnlyList<AeadAlgorithm> DefaultOffer { get; } =
        [.. new[] { AeadAlgorithm.Aes128GcmSiv, AeadAlgorithm.AesSivCmac256 }.Where(AeadKey.IsSupported)];

    /// <summary>The first supported algorithm in the client's order of preference; false when there is none.</summary>
    /// <param name="offered">What the client offers.</param>
    /// <param name="hasRecord1024">Whether the client says that it exports the keys of 30 by the letter of RFC 8915 §5.1.</param>
    /// <param name="allowed">The algorithms to choose from; null for all that are supported.</param>
    /// <param name="chosen">The algorithm.</param>
    /// <remarks>
    /// A client that offers 30 without record 1024 either exports by the letter or, as an old chrony does, in its own way: nobody can tell.
    /// With any other algorithm both agree, so 30 is then the last choice.
    /// </remarks>
    internal static bool TryChoose(IdentifierList offered, bool hasRecord1024, IReadOnlyList<AeadAlgorithm>? allowed, out AeadAlgorithm chosen)
    {
        bool isFound = false;
        chosen = default;
        for (int i = 0; i < offered.Count; i++)
        {
            AeadAlgorithm candidate = (AeadAlgorithm)offered[i];
            bool isAmbiguous = candidate == AeadAlgorithm.Aes128GcmSiv && !hasRecord1024;
            bool isAllowed = AeadKey.IsSupported(candidate) && (allowed is null || allowed.Contains(candidate));
            if (!isAllowed || (isAmbiguous && isFound))
            {
                continue;
            }

            chosen = candidate;
            isFound = true;
            if (!isAmbiguous)
            {
                break;
            }
        }

        return isFound;
    }
}
