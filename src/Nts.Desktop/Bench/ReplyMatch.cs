namespace Nts.Desktop.Bench;

/// <summary>Which request a reply belongs to.</summary>
internal enum ReplyMatch
{
    /// <summary>One that waits for it.</summary>
    First,

    /// <summary>One that was answered already.</summary>
    Duplicate,

    /// <summary>One that was given up, or made room for another.</summary>
    Late,

    /// <summary>None.</summary>
    Foreign,
}
