using Nts.Discipline;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Polling;

/// <summary>Measures how late interrupts stamp a pulse that is also polled, and corrects them by it.</summary>
/// <remarks>
/// Polling keeps a Pi 5's bus awake, which makes interrupts 5 µs less late. So there are two figures: one for pulses that were polled, from both
/// stamps of the same pulse, and one for pulses left alone, whose true time is the middle between the polled neighbours.
/// </remarks>
internal sealed class InterruptBias
{
    private static readonly NtpDuration OneSecond = NtpDuration.FromSeconds(1);

    /// <summary>Neighbours lie a second away by the crystal, which is off by less.</summary>
    private static readonly NtpDuration Tolerance = NtpDuration.FromMicroseconds(500);

    private readonly BiasEstimate _polled = new();
    private readonly BiasEstimate _alone = new();
    private readonly StampBias? _given;
    private readonly StampBias? _remembered;
    private MonotonicTime? _lastPolled;
    private (MonotonicTime Before, MonotonicTime Interrupt)? _pending;

    /// <summary>A measurement, or a bias that was given.</summary>
    /// <param name="given">The bias for all interrupts; null to measure it.</param>
    /// <param name="remembered">What was measured another day: better than nothing until there is a measurement; null for nothing.</param>
    public InterruptBias(StampBias? given, StampBias? remembered = null) => (_given, _remembered) = (given, remembered);

    /// <summary>The bias of interrupts that nothing disturbs; null while it is not known.</summary>
    public StampBias? Value => _given ?? _alone.Value;

    /// <summary>Whether more pulses should be left alone to measure it soon.</summary>
    public bool IsWanting => _given is null && _alone.Count < 32;

    /// <summary>Whether the bias is known well enough for pulses to be left alone.</summary>
    public bool MayLeaveAlone => _given is null && _polled.Value is not null;

    /// <summary>Takes in a polled edge.</summary>
    /// <param name="polled">The edge.</param>
    /// <param name="interrupt">The same edge by interrupt; null when none came.</param>
    public void OnPolled(MonotonicTime polled, MonotonicTime? interrupt)
    {
        if (interrupt is MonotonicTime same)
        {
            _polled.Add(same - polled);
        }

        if (_pending is (MonotonicTime before, MonotonicTime alone) && IsSecond(before, alone) && IsSecond(alone, polled))
        {
            _alone.Add(alone - (before + (polled - before).Half()));
        }

        _pending = null;
        _lastPolled = polled;
    }

    /// <summary>Takes in an interrupt whose pulse was left alone.</summary>
    public void OnLeftAlone(MonotonicTime interrupt) => _pending = _lastPolled is MonotonicTime before ? (before, interrupt) : null;

    /// <summary>An interrupt's edge without its bias, or as it is while the bias is not known.</summary>
    /// <param name="edge">The interrupt's edge.</param>
    /// <param name="wasPolled">Whether its pulse was polled, though without a result.</param>
    public PulseEdge Correct(in PulseEdge edge, bool wasPolled)
    {
        StampBias? bias = _given ?? (wasPolled ? _polled.Value ?? _alone.Value : _alone.Value ?? _polled.Value) ?? _remembered;
        return bias is StampBias known ? known.Correct(edge) : edge;
    }

    private static bool IsSecond(MonotonicTime from, MonotonicTime to) => (to - from - OneSecond).Magnitude <= Tolerance;
}
