using Nts.Time;

namespace Nts.Gnss;

/// <summary>When a byte arrived.</summary>
/// <param name="BurstStart">When the first byte of its burst arrived.</param>
/// <param name="Arrival">When it arrived itself.</param>
internal readonly record struct MessageOrigin(MonotonicTime BurstStart, MonotonicTime Arrival);
