namespace Nts.Drivers.GpsPps.Lives;

/// <summary>How a receiver tells an inserted leap second.</summary>
internal enum LeapDisplay
{
    /// <summary>As 23:59:60.</summary>
    Sixty = 0,

    /// <summary>As 23:59:59 again.</summary>
    FiftyNineTwice,

    /// <summary>As 00:00:00, and that again.</summary>
    ZeroTwice,

    /// <summary>It notices some seconds later.</summary>
    Late,
}
