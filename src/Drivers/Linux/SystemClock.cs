using Nts.Discipline;
using Nts.Drivers.Linux.Interop;
using Nts.Time;

namespace Nts.Drivers.Linux;

/// <summary>The machine's clock, CLOCK_REALTIME, steered by clock_adjtime. Steering needs CAP_SYS_TIME, reading nothing.</summary>
/// <remarks>
/// The adjustment is clamped to ±10 %. The first steering takes back what another program's loop still had under way.
/// A step makes the kernel count the clock as unsynchronised: tell its quality afterwards.
/// </remarks>
public sealed class SystemClock : IAdjustableClock
{
    private readonly AdjustCall _adjust;
    private readonly int _ticksPerSecond;
    private bool _isSteering;

    /// <summary>The machine's clock; nothing is changed before the first steering.</summary>
    /// <exception cref="LinuxException">The clock cannot be read.</exception>
    public SystemClock()
        : this(KernelClock.Adjust, KernelClock.ReadTicksPerSecond())
    {
        LinuxPlatform.Require();
    }

    internal SystemClock(AdjustCall adjust, int ticksPerSecond)
    {
        _adjust = adjust;
        _ticksPerSecond = ticksPerSecond;
        Libc.Timex reading = default;
        Call(ref reading);
        Frequency = TimexRequest.ReadFrequency(reading, ticksPerSecond);
    }

    /// <summary>clock_adjtime on CLOCK_REALTIME.</summary>
    internal delegate int AdjustCall(ref Libc.Timex request);

    /// <inheritdoc/>
    public FrequencyOffset Frequency { get; private set; }

    /// <inheritdoc/>
    public PosixTime Now() => Read();

    /// <summary>What the clock reads, for whoever steers nothing.</summary>
    public static PosixTime Read() => PosixTime.FromNanoseconds(KernelClock.ReadRealtime());

    /// <summary>How far the clock may be off by the word of the program that sets it; null when it counts as unsynchronised.</summary>
    public static NtpDuration? ReadMaximumError() => MaximumError(KernelClock.Adjust);

    /// <inheritdoc/>
    public PosixTime FromKernelTime(PosixTime kernelTime) => kernelTime;

    /// <inheritdoc/>
    /// <exception cref="LinuxException">The kernel refused, most often for want of CAP_SYS_TIME.</exception>
    public void SetFrequency(FrequencyOffset frequency)
    {
        Libc.Timex request = TimexRequest.ForFrequency(frequency, _ticksPerSecond);
        FrequencyOffset inForce = TimexRequest.ReadFrequency(request, _ticksPerSecond);
        Steer(request);
        Frequency = inForce;
    }

    /// <inheritdoc/>
    /// <exception cref="LinuxException">The kernel refused, most often for want of CAP_SYS_TIME.</exception>
    public void Step(ClockOffset offset) => Steer(TimexRequest.ForStep(offset));

    /// <inheritdoc/>
    /// <exception cref="LinuxException">The kernel refused, most often for want of CAP_SYS_TIME.</exception>
    public void SetQuality(LeapIndicator leap, NtpDuration estimatedError, NtpDuration maximumError) =>
        Steer(TimexRequest.ForQuality(leap, estimatedError, maximumError));

    internal static NtpDuration? MaximumError(AdjustCall adjust)
    {
        Libc.Timex reading = default;
        bool isSynchronised = adjust(ref reading) >= 0 && (reading.status & Libc.STA_UNSYNC) == 0;
        return isSynchronised ? NtpDuration.FromMicroseconds(reading.maxerror) : null;
    }

    private void Steer(Libc.Timex request)
    {
        if (!_isSteering)
        {
            Libc.Timex discard = TimexRequest.ForDiscardingPhase();
            Call(ref discard);
            Libc.Timex off = TimexRequest.ForLoopOff();
            Call(ref off);
            _isSteering = true;
        }

        Call(ref request);
    }

    private void Call(ref Libc.Timex request)
    {
        if (_adjust(ref request) < 0)
        {
            throw SystemCall.Failure("clock_adjtime", SystemCall.Errno == Libc.EPERM ? "steering the machine's clock needs CAP_SYS_TIME" : null);
        }
    }
}
