using System;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Polling;

public sealed class BiasEstimateTests
{
    [Fact]
    public void Value_FewerThanEight_IsNotKnown()
    {
        BiasEstimate estimate = new();
        for (int i = 0; i < 7; i++)
        {
            estimate.Add(NtpDuration.FromMicroseconds(11));
        }

        Assert.Null(estimate.Value);
        estimate.Add(NtpDuration.FromMicroseconds(11));
        Assert.Equal(11e-6, estimate.Value!.Value.Lateness.TotalSeconds, tolerance: 1e-9);
    }

    [Fact]
    public void Value_HeldUpInterrupts_AreLeftOut()
    {
        BiasEstimate estimate = new();
        for (int i = 0; i < 64; i++)
        {
            estimate.Add(NtpDuration.FromMicroseconds(i % 8 == 0 ? 300 : 11 + (i % 3)));
        }

        Assert.InRange(estimate.Value!.Value.Lateness.TotalSeconds, 11.5e-6, 12.5e-6);
    }

    [Fact]
    public void Value_MachineChanges_FollowsWithin64()
    {
        BiasEstimate estimate = new();
        for (int i = 0; i < 128; i++)
        {
            estimate.Add(NtpDuration.FromMicroseconds(i < 64 ? 12 : 7));
        }

        Assert.Equal(7e-6, estimate.Value!.Value.Lateness.TotalSeconds, tolerance: 1e-9);
    }

    [Fact]
    public void Value_LateOnlyNoise_IsItsMeanAndTheUncertaintyIsHonest()
    {
        // Base 11 us and an exponential tail of mean 1.5 us: the filter follows the mean of 12.5 us, a median would say 12.0.
        Seeded random = Seeded.Fixed(11);
        double errors = 0;
        double claimed = 0;
        const int Runs = 400;
        double sum = 0;
        for (int run = 0; run < Runs; run++)
        {
            BiasEstimate estimate = new();
            for (int i = 0; i < 64; i++)
            {
                estimate.Add(NtpDuration.FromSeconds(11e-6 - (Math.Log(1 - random.NextDouble()) * 1.5e-6)));
            }

            double error = estimate.Value!.Value.Lateness.TotalSeconds - 12.5e-6;
            sum += error;
            errors += error * error;
            claimed += estimate.Value.Value.Uncertainty.TotalSeconds;
        }

        Assert.InRange(sum / Runs, -0.1e-6, 0.1e-6);
        Assert.InRange(Math.Sqrt(errors / Runs) / (claimed / Runs), 0.7, 1.4);
    }
}
