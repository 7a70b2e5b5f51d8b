namespace Nts.Drivers.GpsPps;

/// <summary>Kinds of obstacles between the program and a device.</summary>
internal enum DeviceProblemKind
{
    /// <summary>There is no such device.</summary>
    Missing,

    /// <summary>No permission.</summary>
    Forbidden,

    /// <summary>Somebody else has it.</summary>
    Held,

    /// <summary>Something else.</summary>
    Other,
}
