namespace Nts.Discipline;

/// <summary>A clock that other programs can reach, and that sees it when they do.</summary>
public interface IWatchedClock : IAdjustableClock
{
    /// <summary>
    /// Looks what others did to the clock since the last look, and takes it back, except for its time: what to do about that is for whoever
    /// knows how good the clock was. From the thread that steers.
    /// </summary>
    Meddling TakeBackMeddling();
}
