namespace Nts.Recordings;

/// <summary>What a record of a recording holds. The numbers stand in the file.</summary>
public enum RecordedKind
{
    /// <summary>Nothing: the recording was ended on purpose here, not cut off.</summary>
    End = 0,

    /// <summary>A fact in plain words.</summary>
    Note = 1,

    /// <summary>Bytes that the port gave in one piece.</summary>
    Bytes = 2,

    /// <summary>An edge of the pulse.</summary>
    Edge = 3,
}
