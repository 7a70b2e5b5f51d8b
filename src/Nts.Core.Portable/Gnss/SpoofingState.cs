namespace Nts.Gnss;

/// <summary>Counterfeit signals, by the receiver's own monitor.</summary>
public enum SpoofingState : byte
{
    /// <summary>The receiver does not watch for them.</summary>
    Unknown = 0,

    /// <summary>None seen.</summary>
    None,

    /// <summary>Something points to them.</summary>
    Indicated,

    /// <summary>Several signs point to them.</summary>
    Affirmed,
}
