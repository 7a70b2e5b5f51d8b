using System;

namespace Nts.Simulation;

/// <summary>How late the pulse of each second is stamped, or that it is not. It knows nothing of the clock, so another daemon can be given the same.</summary>
public sealed class PulsePath(PulseModel model, int seed)
{
    private readonly Random _random = Streams.Of(seed, Streams.Pulses);
    private double _phase;
    private bool _isShifted;

    /// <summary>Lets a second begin: what happens to its pulse. Once for each second, in order.</summary>
    public PulseStamp Next()
    {
        double late = model.Latency + (model.Jitter * _random.NextGaussian()) + (model.Tail * _random.NextExponential());
        if (_random.NextDouble() < model.Stalls)
        {
            late += model.StallFrom + ((model.StallTo - model.StallFrom) * _random.NextDouble());
        }

        if (model.ModeShift != 0)
        {
            _isShifted ^= _random.NextDouble() * model.ModeSeconds < 1;
            late += _isShifted ? model.ModeShift : 0;
        }

        bool isMissing = _random.NextDouble() < model.Missing;
        bool isDouble = _random.NextDouble() < model.Doubles;
        _phase += model.SawtoothBeat;
        _phase -= Math.Floor(_phase);
        double sawtooth = model.Sawtooth * ((2 * _phase) - 1);
        return new PulseStamp(late + sawtooth, model.IsSawtoothTold ? sawtooth : 0, isMissing, isDouble);
    }
}
