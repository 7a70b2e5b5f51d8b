using System;
using System.Linq;
using Nts.Discipline;
using Nts.Ntp;
using Nts.Time;

namespace Nts.Simulation;

/// <summary>Runs a scenario: every second perhaps a pulse, handled 20 ms after its edge, a tick, and two samples of the truth.</summary>
public sealed class SimulationRun
{
    private const long Millisecond = 1_000_000;
    private static readonly NtpDuration SentenceUncertainty = NtpDuration.FromMilliseconds(100);
    private readonly Scenario _scenario;
    private readonly Random _random;
    private readonly SimulatedClock _clock;
    private readonly Oscillator _oscillator;
    private readonly PulsePath _pulses;
    private readonly ClockDiscipline _discipline;
    private readonly SimulationResult _result = new();
    private uint _sequence;

    private SimulationRun(Scenario scenario, int seed)
    {
        _scenario = scenario;
        _random = Streams.Of(seed, Streams.Receiver);
        _clock = new SimulatedClock(scenario.InitialError);
        _oscillator = new Oscillator(scenario.Oscillator, scenario.Temperature, seed);
        _pulses = new PulsePath(scenario.Pulse, seed);
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
        PulseStamp stamp = _pulses.Next();
        ReceiverModel receiver = _scenario.Receiver;
        bool pulse = second >= receiver.FirstPulse && !stamp.IsMissing && !receiver.Outages.Any(outage => outage.Holds(second));
        ReceiverFault fault = receiver.Faults.FirstOrDefault(fault => fault.When.Holds(second));
        LabelledPulse edge = Stamp(fault.Late + stamp.Late);
        edge = edge with { Second = edge.Second + NtpDuration.FromSeconds(fault.Label + stamp.Told) };
        _clock.Advance(20 * Millisecond);
        if (pulse)
        {
            _discipline.OnPulse(edge, _clock.Monotonic);
            _result.Note(second, _discipline.Status);
        }

        long spurious = (long)(_random.NextDouble() * 400) * Millisecond;
        _clock.Advance(spurious);
        if (pulse && stamp.IsDouble)
        {
            _discipline.OnPulse(Stamp(0) with { Second = edge.Second }, _clock.Monotonic);
        }

        _clock.Advance((480 * Millisecond) - spurious);
        Sample(second);
        if (second < receiver.FirstPulse)
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
