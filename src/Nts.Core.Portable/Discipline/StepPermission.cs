namespace Nts.Discipline;

/// <summary>When the clock may be stepped instead of slewed. Never while clients are told that they can go by it.</summary>
public enum StepPermission : byte
{
    /// <summary>Until the first lock, and never again: time runs forward without a jump once it has been served.</summary>
    UntilFirstLock = 0,

    /// <summary>Whenever clients are told that the clock is not synchronised.</summary>
    WhileUnsynchronized = 1,

    /// <summary>Not even at the start: a large error is slewed for as long as it takes.</summary>
    Never = 2,
}
