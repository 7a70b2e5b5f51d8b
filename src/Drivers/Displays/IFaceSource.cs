using Nts.Time;

namespace Nts.Drivers.Displays;

/// <summary>What there is to show.</summary>
public interface IFaceSource
{
    /// <summary>Looks at the world afresh; once a second, when there is time.</summary>
    void Refresh();

    /// <summary>The leap second that is known to come.</summary>
    LeapPlan Leap { get; }

    /// <summary>The face for a second.</summary>
    Face For(ClockSecond second);

    /// <summary>The clock whose time is shown.</summary>
    PosixTime Now();
}
