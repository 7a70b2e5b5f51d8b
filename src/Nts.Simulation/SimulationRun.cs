using System;
using System.Linq;
using Nts.Discipline;
using Nts.Ntp;
using Nts.Time;

namespace Nts.Simulation;

/// <summary>Runs a scenario: every second perhaps a pulse, handled 20 ms after its edge, a tick, and two samples of the truth; now and then a temperature.</summary>
public sealed class SimulationRun : IDisposable
{
    private const long Millisecond = 1_000_000;
    private const long ThermometerSeconds = 4;
    private const int TaiMinusUtc = 37;
    private static readonly NtpDuration SentenceUncertainty = NtpDuration.FromMilliseconds(100);
    private readonly Scenario _scenario;
    private readonly Random _random;
    private readonly SimulatedClock _clock;
    private readonly Oscillator _oscillator;
    private readonly PulsePath _pulses;
    private ClockDiscipline _discipline;
    private readonly NetworkClient? _client;
    private readonly Action<TracePoint>? _trace;
    private readonly SimulationResult _result = new();
    private uint _sequence;
    private double? _keptFrequency;
    private double _keptError;

    private SimulationRun(Scenario scenario, int seed, Action<TracePoint>? trace)
    {
        _scenario = scenario;
        _random = Streams.Of(seed, Streams.Receiver);
        _clock = new SimulatedClock(scenario.InitialError, scenario.LeapSecond);
        _oscillator = new Oscillator(scenario.Oscillator, scenario.Temperature, seed);
        _pulses = new PulsePath(scenario.Pulse, seed);
        _discipline = new ClockDiscipline(_clock, scenario.Options);
        _trace = trace;
        if (scenario.Network.Poll > 0)
        {
            _client = new NetworkClient(scenario.Network, _clock.TrueTime, seed);
            _result.Client = _client.Result;
        }
    }

    /// <summary>The figures of one run; the same seed gives the same figures.</summary>
    /// <param name="scenario">What runs.</param>
    /// <param name="seed">Of the random numbers.</param>
    /// <param name="trace">Gets to see the end of every second.</param>
    public static SimulationResult Of(Scenario scenario, int seed, Action<TracePoint>? trace = null)
    {
        using SimulationRun run = new(scenario, seed, trace);
        for (long second = 0; second < scenario.Seconds; second++)
        {
            if (scenario.Restarts.Any(off => off.Holds(second)))
            {
                run.Off(second);
            }
            else
            {
                run.Second(second);
            }
        }

        return run._result;
    }

    /// <inheritdoc/>
    public void Dispose() => _client?.Dispose();

    /// <summary>A second without power; at its end the program starts, with the memory that the last one wrote and a clock that knows nothing.</summary>
    private void Off(long second)
    {
        _keptFrequency = null;
        _clock.CrystalError = _oscillator.Next(second);
        _pulses.Next();
        _clock.Advance(1000 * Millisecond);
        _result.Sample(second, 0, null, counts: false);
        if (_scenario.Restarts.Any(off => off.Holds(second + 1)))
        {
            return;
        }

        _clock.SetQuality(false, NtpDuration.Zero, NtpDuration.Zero);
        _clock.SetFrequency(default);
        _clock.Step(ClockOffset.FromSeconds(_scenario.InitialError - _clock.Error));
        DisciplineMemory? memory = _scenario.HasMemory ? _discipline.Memory : null;
        _discipline = new ClockDiscipline(
            _clock, _scenario.Options, memory is null ? null : memory with { Frequency = memory.Frequency + FrequencyOffset.FromRatio(_scenario.MemoryError) });
        ReadThermometer();
        _result.Note(second, _discipline.Status);
    }

    private void ReadThermometer()
    {
        if (_oscillator.Warmth.Read() is double celsius)
        {
            _discipline.OnTemperature(celsius, _clock.Monotonic);
        }
    }

    private void Second(long second)
    {
        _clock.CrystalError = _oscillator.Next(second);
        PulseStamp stamp = _pulses.Next();
        ReceiverModel receiver = _scenario.Receiver;
        Stretch outage = receiver.Outages.FirstOrDefault(outage => outage.Holds(second));
        bool isOut = outage.Holds(second);
        if (isOut)
        {
            KeepFrequency(isFirst: second == outage.From);
        }

        bool pulse = second >= receiver.FirstPulse && !stamp.IsMissing && _scenario.LeapSecond.IsLabelled(second) && !isOut;
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
        _client?.Second(_clock, _discipline.Status.Clock);
        if (second < receiver.FirstPulse)
        {
            double sentenceError = 0.05 * _random.NextDouble();
            _discipline.OnCoarse(ClockOffset.FromSeconds(-_clock.Error - sentenceError), SentenceUncertainty, _clock.Monotonic);
        }

        if (second % ThermometerSeconds == 0)
        {
            ReadThermometer();
        }

        _discipline.Announce(_scenario.LeapSecond.KnownAt(second), _clock.Now(), TaiMinusUtc);
        _discipline.OnTick(_clock.Monotonic);
        _result.Note(second, _discipline.Status);
        _result.NoteSteering(_clock);
        _clock.Advance(499 * Millisecond);
        double? bound = Sample(second);
        if (isOut && second == outage.To - 1 && _keptFrequency is not null)
        {
            _result.Outages.Add(new OutageResult(outage, _clock.Error, bound, _keptError));
        }

        _trace?.Invoke(new TracePoint(second, _clock.Error, bound, _clock.CrystalError, _clock.Frequency.Ratio, _oscillator.Warmth.Crystal, _discipline.Status.State));
        _clock.Advance(Millisecond);
    }

    /// <summary>Another clock beside ours, for a second without a pulse: it keeps the frequency that was known last.</summary>
    private void KeepFrequency(bool isFirst)
    {
        if (isFirst)
        {
            _keptFrequency = _discipline.Status.State is LockState.Locked ? _discipline.Status.Frequency.Ratio : null;
            _keptError = _clock.Error;
        }

        _keptError += _clock.CrystalError + _keptFrequency.GetValueOrDefault();
    }

    /// <summary>A pulse of the present second whose stamp is late.</summary>
    private LabelledPulse Stamp(double late)
    {
        NtpDuration lateness = NtpDuration.FromSeconds(late);
        PulseEdge edge = new(_clock.Now() + lateness, _clock.Monotonic + lateness, _sequence++);
        return new LabelledPulse(edge, _clock.TrueTime.RoundToSecond(), NtpDuration.Zero);
    }

    private double? Sample(long second)
    {
        ClockState state = _discipline.Status.Clock;
        double? distance = state.LeapAt(_clock.Now()) is LeapIndicator.Unsynchronized
            ? null
            : (state.RootDelay.TotalSeconds / 2) + state.RootDispersionAt(_clock.Now()).TotalSeconds;
        _result.Sample(second, _clock.Error, distance, second >= _scenario.StatisticsFrom);
        return distance;
    }
}
