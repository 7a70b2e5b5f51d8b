using Nts.Time;

namespace Nts.Drivers.GpsPps.Polling;

/// <summary>A line whose level can be read at once, and the clock that tells when. Nothing in it may allocate, lock or enter the kernel.</summary>
internal interface ILineProbe
{
    /// <summary>Whether the line is high now.</summary>
    bool IsHigh { get; }

    /// <summary>CLOCK_REALTIME.</summary>
    PosixTime Now();
}
