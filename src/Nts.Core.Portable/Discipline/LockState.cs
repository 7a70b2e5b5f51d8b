namespace Nts.Discipline;

/// <summary>What the discipline knows of the time. The entry rule of every state stands in the table at <see cref="LockStates"/>.</summary>
public enum LockState : byte
{
    /// <summary>Nothing is known yet.</summary>
    Cold = 0,

    /// <summary>The receiver's sentences gave the time to a fraction of a second; there are no pulses.</summary>
    Coarse = 1,

    /// <summary>Pulses are followed, but the error is not yet bounded well enough to be served.</summary>
    Acquiring = 2,

    /// <summary>Pulses are followed and the error is bounded.</summary>
    Locked = 3,

    /// <summary>Pulses are missing; the clock runs on what was learned, within the allowed bound.</summary>
    Holdover = 4,

    /// <summary>The clock was locked once, and its error can no longer be bounded well enough.</summary>
    Lost = 5,
}
