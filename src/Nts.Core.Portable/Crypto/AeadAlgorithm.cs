namespace Nts.Crypto;

/// <summary>An authenticated encryption algorithm by its number in IANA's "AEAD Algorithms" registry, the number that NTS-KE negotiates (RFC 8915 §4.1.5).</summary>
public enum AeadAlgorithm : ushort
{
    /// <summary>AEAD_AES_SIV_CMAC_256, IANA number 15: AES-128 in SIV mode under a 32-byte key (RFC 5297 §6.1), mandatory for NTS (RFC 8915 §5.1).</summary>
    AesSivCmac256 = 15,
}
