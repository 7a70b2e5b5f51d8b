using System;
using System.Globalization;
using System.Threading;
using Nts.Drivers.Linux;

namespace Nts.Vm;

/// <summary>Whoever steers CLOCK_REALTIME meanwhile, from a world's receiver and pulses: how far from the truth is it?</summary>
internal sealed class SteerCheck(World world)
{
    /// <summary>Samples for so long.</summary>
    /// <param name="name">What the result is called.</param>
    /// <param name="seconds">True seconds to sample.</param>
    /// <param name="windows">What the figures are about: the seconds <c>300</c> and later, or <c>100-150,200</c>.</param>
    /// <param name="limit">Then the error may be this large, seconds.</param>
    /// <param name="file">All samples, as a CSV.</param>
    public int Run(string name, int seconds, string windows, double limit, string file)
    {
        using ManualResetEventSlim done = new();
        Thread log = new(() => KernelStateLog.Follow(done));
        log.Start();
        ErrorSamples samples = new(world.TrueTime);
        samples.Take(seconds);
        done.Set();
        log.Join();
        samples.Write(file);
        Complaints complaints = new();
        foreach (string window in windows.Split(','))
        {
            double[] ends = Array.ConvertAll(window.Split('-'), end => double.Parse(end, CultureInfo.InvariantCulture));
            double worst = samples.Report(name, ends[0], ends.Length > 1 ? ends[1] : seconds);
            complaints.Expect(worst <= limit, string.Create(CultureInfo.InvariantCulture, $"the error stays within {limit * 1e6:0} us"));
        }

        return complaints.Count;
    }

    /// <summary>The machine's clock runs freely again, as after a boot: true time is ahead by what the world says.</summary>
    public static void Forget() => new SystemClock().SetFrequency(default);
}
