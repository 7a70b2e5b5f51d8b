namespace Nts.Server.KeyRings;

/// <summary>Where the cookie keys of a server come from.</summary>
public enum KeyRingMode
{
    /// <summary>It draws them, and writes the file that others may follow.</summary>
    Rotate = 0,

    /// <summary>It derives each from the one before (RFC 8915 §6), as other servers do that started with the same file.</summary>
    Ratchet,

    /// <summary>It reads the file that another process writes, and never writes it.</summary>
    Follow,
}
