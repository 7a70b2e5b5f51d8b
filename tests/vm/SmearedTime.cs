using System;
using Nts.Time;

namespace Nts.Vm;

/// <summary>True time as docs/leap-seconds.md promises it on a smearing port: the interval around the leap second has all its seconds equally longer, or shorter.</summary>
/// <param name="counted">True time that counts all seconds alike.</param>
/// <param name="leap">The leap second.</param>
/// <param name="interval">How long the smear takes by its own seconds.</param>
internal sealed class SmearedTime(IClock counted, LeapSchedule leap, NtpDuration interval) : IClock
{
    public PosixTime Now() => Smeared(counted.Now());

    public PosixTime FromKernelTime(PosixTime kernelTime) => Smeared(counted.FromKernelTime(kernelTime));

    private PosixTime Smeared(PosixTime time)
    {
        double passed = (time - (leap.At - interval.Half())).TotalSeconds / (interval.TotalSeconds + leap.Change);
        return time - NtpDuration.FromSeconds(leap.Change * Math.Clamp(passed, 0, 1));
    }
}
