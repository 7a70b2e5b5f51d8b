using System;

namespace Nts.Simulation;

/// <summary>Flicker noise of a frequency as a sum of first-order processes, one a decade from seconds to days.</summary>
/// <remarks>For S(f) = h/f the Allan variance is 2 ln 2·h at every interval, and what lies within a decade of time constants has the variance h·ln 10.</remarks>
internal sealed class FlickerNoise
{
    private const int Decades = 6;
    private readonly double[] _memory = new double[Decades];
    private readonly double[] _kick = new double[Decades];
    private readonly double[] _value = new double[Decades];

    /// <param name="floor">Allan deviation; 0 is silence.</param>
    public FlickerNoise(double floor)
    {
        double deviation = floor * Math.Sqrt(Math.Log(10) / (2 * Math.Log(2)));
        for (int i = 0; i < Decades; i++)
        {
            _memory[i] = Math.Exp(-Math.Pow(10, -i));
            _kick[i] = deviation * Math.Sqrt(1 - (_memory[i] * _memory[i]));
        }
    }

    /// <summary>The noise of the next second.</summary>
    public double Next(Random random)
    {
        double sum = 0;
        for (int i = 0; i < Decades; i++)
        {
            if (_kick[i] > 0)
            {
                _value[i] = (_memory[i] * _value[i]) + (_kick[i] * random.NextGaussian());
                sum += _value[i];
            }
        }

        return sum;
    }
}
