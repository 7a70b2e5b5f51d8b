namespace Nts.Drivers.GpsPps.Setup;

/// <summary>What a receiver made of a command.</summary>
internal enum SetupAnswer
{
    /// <summary>Not known yet.</summary>
    Pending = 0,

    /// <summary>It obeyed, or answered the question.</summary>
    Accepted,

    /// <summary>It refused.</summary>
    Refused,

    /// <summary>It said nothing.</summary>
    Unanswered,
}
