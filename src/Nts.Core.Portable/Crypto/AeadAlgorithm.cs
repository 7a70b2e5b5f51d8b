namespace Nts.Crypto;

/// <summary>An authenticated encryption algorithm by its number in IANA's "AEAD Algorithms" registry.</summary>
/// <remarks>NTS-KE negotiates these numbers (RFC 8915 §4.1.5).</remarks>
public enum AeadAlgorithm : ushort
{
    /// <summary>AEAD_AES_SIV_CMAC_256, IANA number 15: AES-128 in SIV mode under a 32-byte key (RFC 5297 §6.1).</summary>
    /// <remarks>Every NTS implementation must have it (RFC 8915 §4.1.5).</remarks>
    AesSivCmac256 = 15,
}
