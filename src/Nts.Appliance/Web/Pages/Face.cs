namespace Nts.Appliance.Web.Pages;

/// <summary>How the box stands, as the page shows it at one glance; the greater the worse.</summary>
internal enum Face
{
    /// <summary>Locked to the pulses.</summary>
    Locked = 0,

    /// <summary>No pulses, but served as synchronised.</summary>
    Holdover,

    /// <summary>On the way to a lock; not served as synchronised.</summary>
    Working,

    /// <summary>Had the time and cannot bound its error any more.</summary>
    Lost,

    /// <summary>No timekeeper publishes.</summary>
    Absent,
}
