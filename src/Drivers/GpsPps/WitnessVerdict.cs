namespace Nts.Drivers.GpsPps;

/// <summary>What a <see cref="TimeWitness"/> says to a second.</summary>
internal enum WitnessVerdict
{
    /// <summary>Nothing: there is none, or it is not sure enough.</summary>
    Silent = 0,

    /// <summary>It is that second and no other.</summary>
    Confirms,

    /// <summary>It is not that second.</summary>
    Contradicts,
}
