using System;
using Nts.Time;

namespace Nts.Discipline;

/// <summary>A pulse's edge and the phase of the free-running clock that it showed.</summary>
/// <param name="At">The edge.</param>
/// <param name="Phase">Correction that the clock would need there without any steering, seconds.</param>
internal readonly record struct PulseMark(MonotonicTime At, double Phase)
{
    /// <summary>How far a pulse is off the line through the two before it, divided so that its variance is that of one stamp.</summary>
    /// <remarks>
    /// For phases z₀, z₁, z₂ at intervals a, b and r = b/a, z₂ − z₁ − r(z₁ − z₀) has the variance R(1 + (1 + r)² + r²), or 6R at equal intervals.
    /// Phase and frequency cancel in it, and the clock's own wander adds far less at one second.
    /// </remarks>
    /// <returns>Seconds, or NaN when the intervals are too different to tell.</returns>
    public static double Bend(in PulseMark first, in PulseMark second, in PulseMark third)
    {
        double ratio = (third.At - second.At).TotalSeconds / (second.At - first.At).TotalSeconds;
        double bend = third.Phase - second.Phase - (ratio * (second.Phase - first.Phase));
        return ratio is > 0.2 and < 5 ? bend / Math.Sqrt(1 + ((1 + ratio) * (1 + ratio)) + (ratio * ratio)) : double.NaN;
    }
}
