namespace Nts.Time;

/// <summary>A clock that can be read: the system clock, or the software clock of the demo and the tests.</summary>
/// <remarks>Safe to read from any thread, without a lock or an allocation.</remarks>
public interface IClock
{
    /// <summary>The clock's reading.</summary>
    PosixTime Now();

    /// <summary>What this clock read when the kernel's CLOCK_REALTIME read <paramref name="kernelTime"/>, for a moment of the last seconds.</summary>
    /// <remarks>Kernel stamps of packets and pulses come on CLOCK_REALTIME; for the system clock this is the identity.</remarks>
    PosixTime FromKernelTime(PosixTime kernelTime);
}
