using System;
using Nts.Ntp;
using Nts.Time;

namespace Nts.Desktop.Roles;

/// <summary>What the served clock is measured by.</summary>
internal interface IReference : IDisposable
{
    /// <summary>What clients are told; the packet threads read it.</summary>
    PublishedClockState Published { get; }

    /// <summary>Publishes what holds now.</summary>
    void OnTick(MonotonicTime now);
}
