namespace Nts.Nts;

/// <summary>What a store holds.</summary>
public enum KeyStoreStatus
{
    /// <summary>A ring.</summary>
    Loaded = 0,

    /// <summary>Nothing yet.</summary>
    Absent,

    /// <summary>Something that cannot be read or is not a ring.</summary>
    Refused,
}
