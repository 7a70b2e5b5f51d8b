namespace Nts.Nts;

/// <summary>Whether the lengths inside an authenticator field agree (RFC 8915 §5.6).</summary>
internal enum AuthenticatorStatus
{
    Ok = 0,

    /// <summary>The nonce is empty, or longer than the field.</summary>
    NonceLength,

    /// <summary>The ciphertext is shorter than a tag, or longer than the field.</summary>
    CiphertextLength,
}
