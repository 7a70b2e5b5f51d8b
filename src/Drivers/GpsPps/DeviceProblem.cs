using Nts.Drivers.Linux;

namespace Nts.Drivers.GpsPps;

/// <summary>Why a device is not open.</summary>
/// <param name="Kind">What kind of obstacle it is.</param>
/// <param name="Message">The system's own words.</param>
internal sealed record DeviceProblem(DeviceProblemKind Kind, string Message)
{
    /// <summary>It was open, and is no more.</summary>
    public static DeviceProblem WentAway { get; } = new(DeviceProblemKind.Other, "the device went away");

    /// <summary>What the system said when the device was opened.</summary>
    public static DeviceProblem From(LinuxException failure) => new(
        failure.IsMissing ? DeviceProblemKind.Missing
        : failure.IsForbidden ? DeviceProblemKind.Forbidden
        : failure.IsBusy ? DeviceProblemKind.Held
        : DeviceProblemKind.Other,
        failure.Message);
}
