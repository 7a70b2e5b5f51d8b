using System;
using Nts.Discipline;
using Nts.Drivers.Linux.Interop;
using Nts.Time;

namespace Nts.Drivers.Linux;

/// <summary>The machine's clock, CLOCK_REALTIME, steered by clock_adjtime. Steering needs CAP_SYS_TIME, reading nothing.</summary>
/// <remarks>
/// The adjustment is clamped to ±10 %. The first steering takes back what another program's loop still had under way; what others do
/// afterwards is seen (<see cref="TakeBackMeddling"/>).
/// A step makes the kernel count the clock as unsynchronised: tell its quality afterwards.
/// A leap second that another program has announced stays announced until <see cref="SetLeap"/> says what is known.
/// </remarks>
public sealed class SystemClock : IWatchedClock
{
    /// <summary>A reading that was held up tells little of the time.</summary>
    private const long GoodBracket = 20_000;
    private const int Tries = 3;

    private readonly AdjustCall _adjust;
    private readonly Func<long> _readRaw;
    private readonly SteeringWatch _watch = new();
    private readonly int _ticksPerSecond;
    private int _leapFlags;
    private bool _isSteering;

    /// <summary>The machine's clock; nothing is changed before the first steering.</summary>
    /// <exception cref="LinuxException">The clock cannot be read.</exception>
    public SystemClock()
        : this(KernelClock.Adjust, KernelClock.ReadTicksPerSecond(), KernelClock.ReadRaw)
    {
        LinuxPlatform.Require();
    }

    internal SystemClock(AdjustCall adjust, int ticksPerSecond, Func<long> readRaw)
    {
        _adjust = adjust;
        _readRaw = readRaw;
        _ticksPerSecond = ticksPerSecond;
        Libc.Timex reading = default;
        int state = Call(ref reading);
        _leapFlags = TimexRequest.ReadLeap(reading, state);
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
        Steer(request);
        Frequency = TimexRequest.ReadFrequency(request, _ticksPerSecond);
    }

    /// <inheritdoc/>
    /// <exception cref="LinuxException">The kernel refused, most often for want of CAP_SYS_TIME.</exception>
    public void Step(ClockOffset offset)
    {
        Steer(TimexRequest.ForStep(offset));
        if (_leapFlags != 0)
        {
            // The kernel forgets with a step when the leap second is due, but not that it waits for it: it would wait for ever.
            TurnOthersOff();
        }
    }

    /// <inheritdoc/>
    /// <exception cref="LinuxException">The kernel refused, most often for want of CAP_SYS_TIME.</exception>
    public void SetQuality(bool isSynchronized, NtpDuration estimatedError, NtpDuration maximumError) =>
        Steer(TimexRequest.ForQuality(isSynchronized, _leapFlags, estimatedError, maximumError));

    /// <inheritdoc/>
    /// <remarks>Nothing is set that is set already. When the second is over, taking it back lets the kernel's leap machine go on (TIME_WAIT).</remarks>
    /// <exception cref="LinuxException">The kernel refused, most often for want of CAP_SYS_TIME.</exception>
    public void SetLeap(LeapIndicator leap, int? taiMinusUtc)
    {
        _leapFlags = TimexRequest.LeapFlagsOf(leap);
        Libc.Timex reading = default;
        Call(ref reading);
        int? tai = taiMinusUtc is > 0 && taiMinusUtc != reading.tai ? taiMinusUtc : null;
        Libc.Timex request = TimexRequest.ForLeap(reading.status, _leapFlags, tai);
        if (tai is not null || request.status != reading.status)
        {
            Steer(request);
        }
    }

    internal static NtpDuration? MaximumError(AdjustCall adjust)
    {
        Libc.Timex reading = default;
        bool isSynchronised = adjust(ref reading) >= 0 && (reading.status & Libc.STA_UNSYNC) == 0;
        return isSynchronised ? NtpDuration.FromMicroseconds(reading.maxerror) : null;
    }

    /// <inheritdoc/>
    /// <exception cref="LinuxException">The kernel refused.</exception>
    public Meddling TakeBackMeddling()
    {
        Libc.Timex reading;
        long before;
        long after;
        int tries = 0;
        do
        {
            reading = TimexRequest.ForLooking();
            before = _readRaw();
            Call(ref reading);
            after = _readRaw();
        }
        while (after - before > GoodBracket && ++tries < Tries);

        Meddling found = _watch.Look(reading, before, after);
        if ((found.Kinds & ~MeddlingKinds.Step) != 0)
        {
            TurnOthersOff();
            SetFrequency(Frequency);
        }

        return found;
    }

    private void Steer(Libc.Timex request)
    {
        if (!_isSteering)
        {
            TurnOthersOff();
            _isSteering = true;
        }

        Tell(request);
    }

    private void TurnOthersOff()
    {
        Tell(TimexRequest.ForDiscardingSlew());
        Tell(TimexRequest.ForDiscardingPhase(_leapFlags));
        Tell(TimexRequest.ForLoopOff(_leapFlags));
    }

    private void Tell(in Libc.Timex request)
    {
        Libc.Timex answer = request;
        Call(ref answer);
        _watch.Told(request, answer, TimexRequest.ReadFrequency(answer, _ticksPerSecond).Ratio, _readRaw());
    }

    private int Call(ref Libc.Timex request)
    {
        int state = _adjust(ref request);
        if (state < 0)
        {
            throw SystemCall.Failure("clock_adjtime", SystemCall.Errno == Libc.EPERM ? "steering the machine's clock needs CAP_SYS_TIME" : null);
        }

        return state;
    }
}
