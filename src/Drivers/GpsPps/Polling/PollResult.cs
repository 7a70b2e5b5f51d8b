namespace Nts.Drivers.GpsPps.Polling;

/// <summary>How a search for an edge ended.</summary>
internal enum PollResult
{
    /// <summary>The edge lies in the bracket.</summary>
    Found = 0,

    /// <summary>The edge came, but something held this thread up meanwhile: the bracket is too wide to be of use.</summary>
    TooWide,

    /// <summary>The line had changed before the search began: it began too late, or the prediction is wrong.</summary>
    TooLate,

    /// <summary>The line did not change while the search lasted.</summary>
    NotSeen,

    /// <summary>The line changed and changed back at once: a disturbance, not a pulse.</summary>
    Bounced,
}
