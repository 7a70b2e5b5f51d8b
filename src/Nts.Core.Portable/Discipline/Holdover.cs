using Nts.Time;

namespace Nts.Discipline;

/// <summary>Keeps a plan for the moment when the pulses end: writes down what the clock does, rehearses, and plans anew with each sample.</summary>
internal sealed class Holdover
{
    private static readonly NtpDuration Spacing = NtpDuration.FromSeconds(PhaseHistory.Spacing);

    private readonly DisciplineOptions _options;
    private readonly PhaseHistory _history = new();
    private readonly Rehearsals _rehearsals = new();
    private MonotonicTime? _next;
    private LockState _state;

    /// <summary>A plan that rests on nothing but the limits.</summary>
    public Holdover(DisciplineOptions options)
    {
        _options = options;
        Plan = new HoldoverPlan(_rehearsals, _history, default, 0, options.UnobservedDrift.Ratio);
    }

    /// <summary>The plan in force. It stays as it is while no pulse comes.</summary>
    public HoldoverPlan Plan { get; private set; }

    /// <summary>Forgets what the clock did, because its phase has jumped; what rehearsals have shown stays.</summary>
    public void Forget() => _history.Clear();

    /// <summary>Lets time pass.</summary>
    /// <param name="now">The present moment.</param>
    /// <param name="filter">The estimate from the pulses so far.</param>
    /// <param name="state">The state in force.</param>
    /// <returns>Whether a sample was due.</returns>
    public bool OnTime(MonotonicTime now, ClockFilter filter, LockState state)
    {
        bool isDue = false;
        if (state is LockState.Locked)
        {
            _next ??= now;
        }

        while (_next <= now)
        {
            MonotonicTime moment = _next.Value;
            bool isKnown = state is LockState.Locked && (moment - filter.MeasuredAt).Magnitude <= _options.HoldoverAfter;
            ClockEstimate rest = filter.RestAt(moment);
            _history.Add(isKnown ? rest.Phase : double.NaN, rest.Frequency);
            _rehearsals.Add(_history);
            _next = moment + Spacing;
            isDue = true;
        }

        bool begins = state != _state && state is LockState.Locked or LockState.Holdover;
        if (begins || (isDue && state is LockState.Locked))
        {
            ClockEstimate last = filter.Measured with { Frequency = filter.RestAt(filter.MeasuredAt).Frequency };
            Plan = new HoldoverPlan(_rehearsals, _history, last, filter.Wander, _options.UnobservedDrift.Ratio);
        }

        _state = state;
        return isDue;
    }
}
