using Nts.Discipline;
using Nts.Ntp;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Simulation;

/// <summary>Runs a scenario: every second perhaps a pulse, handled 20 ms after its edge, a tick, and two samples of the truth.</summary>
public sealed class SimulationRun
{
    private const long Millisecond = 1_000_000;
    private static readonly NtpDuration SentenceUncertainty = NtpDuration.FromMilliseconds(100);
    private readonly Scenario _scenario;
    private readonly Seeded _random;
    private readonly SimulatedClock _clock;
    private readonly Oscillator _oscillator;
    private readonly ClockDiscipline _discipline;
    private readonly SimulationResult _result = new();
    private uint _sequence;

    private SimulationRun(Scenario scenario, int seed)
    {
        _scenario = scenario;
        _random = Seeded.Fixed(seed);
        _clock = new SimulatedClock(scenario.InitialError);
        _oscillator = new Oscillator(scenario, _random);
        _discipline = new ClockDiscipline(_clock, scenario.Options);
    }

    /// <summary>The figures of one run; the same seed gives the same figures.</summary>
    public static SimulationResult Of(Scenario scenario, int seed)
    {
        SimulationRun run = new(scenario, seed);
        for (long second = 0; second < scenario.Seconds; second++)
        {
            run.Second(second);
        }

        return run._result;
    }

    private void Second(long second)
    {
        _clock.CrystalError = _oscillator.Next(second);
        bool pulse = second >= _scenario.FirstPulse && _scenario.HasPulse(second) && _random.NextDouble() >= _scenario.Missing;
        LabelledPulse edge = Stamp(_scenario.ReceiverError(second) + Lateness());
        edge = edge with { Second = edge.Second + NtpDuration.FromSeconds(_scenario.LabelError(second)) };
        _clock.Advance(20 * Millisecond);
        if (pulse)
        {
            _discipline.OnPulse(edge, _clock.Monotonic);
            _result.Note(second, _discipline.Status);
        }

        long spurious = (long)(_random.NextDouble() * 400) * Millisecond;
        bool doubled = pulse && _random.NextDouble() < _scenario.Doubles;
        _clock.Advance(spurious);
        if (doubled)
        {
            PosixTime label = edge.Second;
            _discipline.OnPulse(Stamp(0) with { Second = label }, _clock.Monotonic);
        }

        _clock.Advance((480 * Millisecond) - spurious);
        Sample(second);
        if (second < _scenario.FirstPulse)
        {
            double sentenceError = 0.05 * _random.NextDouble();
            _discipline.OnCoarse(ClockOffset.FromSeconds(-_clock.Error - sentenceError), SentenceUncertainty, _clock.Monotonic);
        }

        _discipline.OnTick(_clock.Monotonic);
        _result.Note(second, _discipline.Status);
        _clock.Advance(499 * Millisecond);
        Sample(second);
        _clock.Advance(Millisecond);
    }

    private double Lateness()
    {
        double stall = _random.NextDouble() < _scenario.Stalls ? 50e-6 + (50e-6 * _random.NextDouble()) : 0;
        return _scenario.Latency + (_scenario.Jitter * _random.NextGaussian()) + (_scenario.Tail * _random.NextExponential()) + stall;
    }

    /// <summary>A pulse of the present second whose stamp is late.</summary>
    private LabelledPulse Stamp(double late)
    {
        NtpDuration lateness = NtpDuration.FromSeconds(late);
        PulseEdge edge = new(_clock.Now() + lateness, _clock.Monotonic + lateness, _sequence++);
        return new LabelledPulse(edge, _clock.TrueTime.RoundToSecond(), NtpDuration.Zero);
    }

    private void Sample(long second)
    {
        ClockState state = _discipline.Status.Clock;
        double? distance = state.Leap is LeapIndicator.Unsynchronized
            ? null
            : (state.RootDelay.TotalSeconds / 2) + state.RootDispersionAt(_clock.Now()).TotalSeconds;
        _result.Sample(_clock.Error, distance, second >= _scenario.StatisticsFrom);
    }
}
