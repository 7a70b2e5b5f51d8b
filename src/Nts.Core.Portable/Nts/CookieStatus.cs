namespace Nts.Nts;

/// <summary>What became of a cookie that came back.</summary>
public enum CookieStatus
{
    /// <summary>It holds the keys of its session.</summary>
    Ok = 0,

    /// <summary>It does not have the length of our cookies.</summary>
    Length,

    /// <summary>The key that it names is not, or no longer, in the ring.</summary>
    KeyUnknown,

    /// <summary>It does not open under the key that it names.</summary>
    Forged,

    /// <summary>It holds an AEAD algorithm that this code does not have.</summary>
    Algorithm,
}
