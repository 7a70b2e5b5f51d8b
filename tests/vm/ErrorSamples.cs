using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Nts.Drivers.Linux;
using Nts.Time;

namespace Nts.Vm;

/// <summary>CLOCK_REALTIME held against true time ten times a second.</summary>
internal sealed class ErrorSamples(IClock trueTime)
{
    private const int SamplesPerSecond = 10;

    /// <summary>Settled is a clock that stays within this from then on.</summary>
    private static readonly NtpDuration Settled = NtpDuration.FromMicroseconds(15);

    private readonly List<(double Second, double Error)> _samples = [];

    /// <summary>Samples for so many true seconds.</summary>
    public void Take(int seconds)
    {
        PosixTime start = trueTime.Now();
        for (int i = 0; i < seconds * SamplesPerSecond; i++)
        {
            // Beside the pulses, and never in step with anything that happens once a second.
            PosixTime moment = start + NtpDuration.FromSeconds((i + (0.05 * (i % 7 / 7.0))) / SamplesPerSecond);
            World.Sleep(trueTime, moment);


            // The two clocks are read in pairs, and of three pairs the tightest counts.
            PosixTime reading = SystemClock.Read();
            _samples.Add(((moment - start).TotalSeconds, (reading - trueTime.FromKernelTime(reading)).TotalSeconds));
        }
    }

    /// <summary>Prints what became of the clock within some seconds. Returns the largest error then, in seconds.</summary>
    public double Report(string name, double from, double to)
    {
        double[] errors = [.. _samples.Where(sample => sample.Second >= from && sample.Second < to).Select(sample => sample.Error)];
        double[] sizes = [.. errors.Select(Math.Abs).Order()];
        int last = _samples.FindLastIndex(sample => Math.Abs(sample.Error) > Settled.TotalSeconds);
        string settled = last + 1 < _samples.Count ? string.Create(CultureInfo.InvariantCulture, $"{_samples[last + 1].Second:0} s") : "never";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"result {name}: settled {settled}, rms {1e9 * Math.Sqrt(errors.Average(e => e * e)):0} ns, mean {1e9 * errors.Average():0} ns, 99.9 % {1e9 * sizes[(int)(0.999 * (sizes.Length - 1))]:0} ns, max {1e9 * sizes[^1]:0} ns, of {errors.Length} samples from {from} s"));
        return sizes[^1];
    }

    /// <summary>Writes all samples: second, error in nanoseconds.</summary>
    public void Write(string file) =>
        File.WriteAllLines(file, _samples.Select(sample => string.Create(CultureInfo.InvariantCulture, $"{sample.Second:0.00},{1e9 * sample.Error:0}")));
}
