namespace Nts.Crypto;

/// <summary>An authenticated encryption algorithm by its number in IANA's "AEAD Algorithms" registry.</summary>
/// <remarks>NTS-KE negotiates these numbers (RFC 8915 §4.1.5). <see cref="AeadKey"/> knows their sizes.</remarks>
public enum AeadAlgorithm : ushort
{
    /// <summary>AEAD_AES_SIV_CMAC_256, IANA number 15: AES-128 in SIV mode under a 32-byte key (RFC 5297 §6.1).</summary>
    /// <remarks>Every NTS implementation must have it (RFC 8915 §4.1.5).</remarks>
    AesSivCmac256 = 15,

    /// <summary>AEAD_AES_SIV_CMAC_512, IANA number 17: AES-256 in SIV mode under a 64-byte key (RFC 5297 §6.3).</summary>
    AesSivCmac512 = 17,

    /// <summary>AEAD_AES_128_GCM_SIV, IANA number 30: AES-128 with POLYVAL under a 16-byte key (RFC 8452 §6).</summary>
    /// <remarks>The shortest packets; its keys are exported by the rule of record 1024, see <c>KeyExport</c>.</remarks>
    Aes128GcmSiv = 30,
}
