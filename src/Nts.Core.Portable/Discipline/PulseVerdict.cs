namespace Nts.Discipline;

/// <summary>What became of a pulse.</summary>
public enum PulseVerdict : byte
{
    /// <summary>Used.</summary>
    Accepted = 0,

    /// <summary>Stamped far later than predicted: an interrupt was held up.</summary>
    Late = 1,

    /// <summary>Stamped far earlier than predicted.</summary>
    Early = 2,

    /// <summary>Too soon after the pulse that was accepted last.</summary>
    Double = 3,

    /// <summary>Older than the pulse that was accepted last or than the last step of the clock, or said to be in the future.</summary>
    Stale = 4,

    /// <summary>The last of a run of pulses that contradict the clock but agree with each other: the model starts again from it.</summary>
    Moved = 5,

    /// <summary>One of the first after a silence: judged when enough of them are there.</summary>
    Awaited = 6,
}
