using System;

namespace Nts.Discipline;

/// <summary>What somebody else did to a clock that is ours to steer.</summary>
[Flags]
public enum MeddlingKinds : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Set its time.</summary>
    Step = 1,

    /// <summary>Set its frequency or the length of its ticks.</summary>
    Frequency = 2,

    /// <summary>Let it slew towards another time (adjtime).</summary>
    Slew = 4,

    /// <summary>Let the kernel's own loop steer it.</summary>
    Loop = 8,

    /// <summary>Announced or withdrew a leap second.</summary>
    Leap = 16,

    /// <summary>Set its difference from TAI.</summary>
    Tai = 32,
}
