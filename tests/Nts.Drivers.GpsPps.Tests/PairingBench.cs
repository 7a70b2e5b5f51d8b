using System;
using System.Collections.Generic;
using System.Linq;
using Nts.Discipline;
using Nts.Gnss;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>A receiver in virtual time: edges and messages are planned in seconds since a start, then delivered in order.</summary>
internal sealed class PairingBench
{
    /// <summary>The disciplined clock's error: reference minus local.</summary>
    public const double ClockBehind = 0.3;

    private readonly PriorityQueue<Action, (double, int)> _plan = new();
    private readonly PosixTime _start;
    private uint _sequence;

    public PairingBench(PosixTime? start = null, PairingOptions? options = null)
    {
        _start = start ?? Utc(2026, 11, 22, 4, 0, 0);
        Pairing = new PulsePairing(options ?? new PairingOptions());
    }

    public PulsePairing Pairing { get; }

    public List<LabelledPulse> Pulses { get; } = [];

    public List<CoarseObservation> Coarse { get; } = [];

    /// <summary>States in the order in which they came.</summary>
    public List<PairingState> States { get; } = [];

    /// <summary>Errors of the labels in seconds, worst first.</summary>
    public IEnumerable<double> LabelErrors => Pulses.Select(LabelError).OrderByDescending(Math.Abs);

    public static PosixTime Utc(int year, int month, int day, int hour, int minute, int second) =>
        PosixTime.TryFromUtc(year, month, day, hour, minute, second, 0, out PosixTime time)
            ? time
            : throw new ArgumentOutOfRangeException(nameof(year));

    public static MonotonicTime At(double seconds) => MonotonicTime.FromNanoseconds(1_000_000_000_000 + (long)Math.Round(seconds * 1e9));

    public double LabelError(LabelledPulse pulse) => (pulse.Second - TrueTime(pulse.Edge.At)).TotalSeconds;

    public PosixTime TrueTime(MonotonicTime at) => _start + (at - At(0));

    /// <summary>Plans a second as healthy receivers have it: an edge, and a message about it after a delay.</summary>
    public void Second(double at, double delay)
    {
        Edge(at);
        Message(at + delay, at);
    }

    public void Edge(double at, double? deliveredAt = null, EdgeDirection direction = EdgeDirection.Rising) => Plan(deliveredAt ?? at + 0.0001, () =>
    {
        PosixTime local = TrueTime(At(at)) - NtpDuration.FromSeconds(ClockBehind);
        Pairing.OnEdge(new PulseEdge(local, At(at), _sequence++) { Direction = direction }, out LabelledPulse? pulse);
        Pulses.AddRange(pulse is LabelledPulse labelled ? [labelled] : []);
    });

    /// <param name="at">When its first byte arrives.</param>
    /// <param name="epoch">The epoch that it states, on the bench's time.</param>
    /// <param name="change">What is different about it.</param>
    public void Message(double at, double epoch, Func<TimeReport, TimeReport>? change = null) => Plan(at + 0.005, () =>
    {
        PosixTime utc = TrueTime(At(epoch));
        TimeReport report = new(MessageKind.Rmc, utc, Valid: true, UtcKnown: null, Accuracy: null, LeapSecond: false, At(at), At(at));
        PosixTime local = TrueTime(At(at)) - NtpDuration.FromSeconds(ClockBehind);
        Coarse.AddRange(Pairing.OnTime(change?.Invoke(report) ?? report, local) is CoarseObservation coarse ? [coarse] : []);
    });

    public void Plan(double at, Action action) => _plan.Enqueue(action, (at, _plan.Count));

    /// <summary>Delivers all that is planned.</summary>
    public PairingBench Run()
    {
        while (_plan.TryDequeue(out Action? action, out _))
        {
            action();
            if (States.Count == 0 || States[^1] != Pairing.State)
            {
                States.Add(Pairing.State);
            }
        }

        return this;
    }
}
