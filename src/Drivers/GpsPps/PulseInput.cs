using System;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>Where the pulse comes in.</summary>
/// <param name="Description">For people: <c>/dev/pps0</c>.</param>
/// <param name="Open">Opens it; edges are stamped on the clock given. Throws <see cref="Linux.LinuxException"/> when it cannot be opened.</param>
public sealed record PulseInput(string Description, Func<IClock, IPulseSource> Open);
