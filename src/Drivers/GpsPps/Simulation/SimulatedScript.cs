using System;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Simulation;

/// <summary>
/// Decides what happens in each second from the seed and the second alone, so that pulse and messages agree without a shared state.
/// </summary>
/// <param name="options">What the receiver is like.</param>
/// <param name="start">Where outages count from.</param>
internal sealed class SimulatedScript(SimulatorOptions options, PosixTime start)
{
    private static readonly NtpDuration ShortestDelay = NtpDuration.FromMilliseconds(1);

    /// <summary>What happens in a second.</summary>
    public SimulatedSecond At(long second)
    {
        PosixTime time = PosixTime.FromSeconds(second);

        // The numbers are drawn whether they are used or not, so that an outage does not change those of the next draw.
        Random random = new(HashCode(options.Seed, second));
        bool isMissing = random.NextDouble() < options.MissingPulses;
        NtpDuration jitter = options.EdgeJitter * Gaussian(random);
        NtpDuration lateTail = options.LateTail * -Math.Log(1 - random.NextDouble());
        int quantization = QuantizationErrorAt(second);
        NtpDuration delay = options.SerialDelay + (options.SerialJitter * Gaussian(random));

        bool hasAntenna = !IsOut(SimulatedOutageKind.NoAntenna, time);
        NtpDuration lateness = jitter + lateTail - NtpDuration.FromSeconds(quantization * 1e-12);
        return new SimulatedSecond(
            time,
            isMissing || !hasAntenna || IsOut(SimulatedOutageKind.NoPulse, time) ? null : lateness,
            quantization,
            IsOut(SimulatedOutageKind.NoMessages, time) ? null : delay < ShortestDelay ? ShortestDelay : delay,
            hasAntenna && !IsOut(SimulatedOutageKind.NoFix, time),
            hasAntenna);
    }

    /// <summary>The second after one that is done; the coming one when the true clock was stepped, or the last took too long.</summary>
    public static long Following(long done, PosixTime now) =>
        done + 1 >= now.WholeSeconds && done <= now.WholeSeconds ? done + 1 : now.WholeSeconds + 1;

    private static int HashCode(int seed, long second) => unchecked((int)(((ulong)second * 0x9E37_79B9_7F4A_7C15) >> 32) ^ seed);

    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>A sawtooth, as the beat of the receiver's clock with the second gives.</summary>
    private int QuantizationErrorAt(long second) =>
        (int)Math.Round(options.PulseGranularity.TotalSeconds * 1e12 * (((second * 0.137) % 1) - 0.5));

    private bool IsOut(SimulatedOutageKind kind, PosixTime time)
    {
        for (int i = 0; i < options.Outages.Count; i++)
        {
            SimulatedOutage outage = options.Outages[i];
            if (outage.Kind == kind && time - start >= outage.After && time - start < outage.After + outage.Length)
            {
                return true;
            }
        }

        return false;
    }
}
