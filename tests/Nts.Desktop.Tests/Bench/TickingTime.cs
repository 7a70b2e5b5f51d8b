using System;

namespace Nts.Desktop.Bench;

/// <summary>A monotonic clock that goes on by a fixed step whenever somebody looks: a program that never waits comes to its end.</summary>
/// <param name="step">The step.</param>
internal sealed class TickingTime(TimeSpan step) : TimeProvider
{
    private long _ticks;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>What the clock reads, without a step.</summary>
    public TimeSpan Elapsed => TimeSpan.FromTicks(_ticks);

    /// <inheritdoc/>
    public override long GetTimestamp() => _ticks += step.Ticks;
}
