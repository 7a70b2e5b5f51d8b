using Nts.Appliance.Status;

namespace Nts.Appliance.Displays;

/// <summary>What a timekeeper publishes in the states that displays tell apart.</summary>
internal static class DisplayStates
{
    public static StatusDocument Locked() => new()
    {
        Clock = new() { State = "locked", SteersSystemClock = true, RootDispersionSeconds = 1.27e-6, OffsetSeconds = 12e-9 },
        Receiver = new() { SatellitesUsed = 9, SatellitesInView = 14 },
    };

    public static StatusDocument Holdover()
    {
        StatusDocument status = Locked();
        status.Clock.State = "holdover";
        status.Clock.RootDispersionSeconds = 18.4e-6;
        status.Clock.HoldoverLeftSeconds = 4.2 * 3600;
        status.Receiver.SatellitesUsed = 0;
        return status;
    }

    public static StatusDocument NotLocked()
    {
        StatusDocument status = Locked();
        status.Clock.State = "acquiring";
        status.Clock.Leap = 3;
        status.WhyNotLocked = "the receiver has no fix: 3 satellites in view, the strongest at 21 dB-Hz; then it needs a minute";
        return status;
    }
}
