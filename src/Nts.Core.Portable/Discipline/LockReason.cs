namespace Nts.Discipline;

/// <summary>Why the discipline entered its state.</summary>
public enum LockReason : byte
{
    /// <summary>The program has just started.</summary>
    Started = 0,

    /// <summary>The receiver tells the time in sentences, but no pulse has been accepted.</summary>
    SentencesOnly = 1,

    /// <summary>Pulses have arrived.</summary>
    PulsesArrived = 2,

    /// <summary>Phase and frequency have settled.</summary>
    Converged = 3,

    /// <summary>No pulse has been accepted for <see cref="DisciplineOptions.HoldoverAfter"/>.</summary>
    PulsesMissing = 4,

    /// <summary>Pulses are back and agree with the clock.</summary>
    PulsesReturned = 5,

    /// <summary>Pulses agree with each other but contradict the clock by more than its bound.</summary>
    PulsesMoved = 6,

    /// <summary>The bound of the error passed <see cref="DisciplineOptions.HoldoverLimit"/>.</summary>
    BoundExceeded = 7,
}
