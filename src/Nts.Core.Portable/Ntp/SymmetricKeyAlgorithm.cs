namespace Nts.Ntp;

/// <summary>How a symmetric key authenticates a packet.</summary>
public enum SymmetricKeyAlgorithm
{
    /// <summary>MD5 of key and packet (RFC 5905 appendix A.2). Weak; for clients that have nothing better.</summary>
    Md5 = 0,

    /// <summary>SHA-1 of key and packet. Weak; for clients that have nothing better.</summary>
    Sha1,

    /// <summary>SHA-256 of key and packet.</summary>
    Sha256,

    /// <summary>SHA-384 of key and packet.</summary>
    Sha384,

    /// <summary>SHA-512 of key and packet.</summary>
    Sha512,

    /// <summary>AES-CMAC with a key of 128 bits (RFC 8573), the one to prefer.</summary>
    Aes128Cmac,
}
