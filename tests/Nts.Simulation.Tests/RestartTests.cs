using System;
using System.Collections.Generic;

namespace Nts.Simulation;

/// <summary>What a memory is worth when the room has another temperature at the start than it had when the memory was saved.</summary>
public sealed class RestartTests
{
    private static readonly Scenario Cold = ScenarioRunTests.Read("007").Scenario;

    [Fact]
    public void Restart_InAnotherTemperature_IsRightSoonerWithMemoryAndThermometer()
    {
        Start both = Of(Cold);
        Start noMemory = Of(Cold with { HasMemory = false });
        Start noThermometer = Of(Cold with { Temperature = Cold.Temperature with { HasSensor = false } });
        Assert.True(both.FrequencyError < 0.8 * noMemory.FrequencyError, $"{both} with a memory, {noMemory} without");
        Assert.True(both.FrequencyError < 0.8 * noThermometer.FrequencyError, $"{both} with a thermometer, {noThermometer} without");
        Assert.True(both.NarrowAfter < 0.5 * noThermometer.NarrowAfter, $"{both} with a thermometer, {noThermometer} without");
    }

    /// <summary>The first minutes after the restart, over three seeds.</summary>
    private static Start Of(Scenario scenario)
    {
        const double Narrow = 5e-6;
        long on = scenario.Restarts[0].To;
        double squares = 0;
        int seconds = 0;
        List<long> narrowAfter = [];
        for (int seed = 1; seed <= 3; seed++)
        {
            long wide = 0;
            SimulationRun.Of(scenario, seed, point =>
            {
                long since = point.Second - on;
                if (since is >= 8 and < 30)
                {
                    squares += Math.Pow(point.CrystalError + point.Correction, 2);
                    seconds++;
                }

                wide = since >= 0 && point.Bound is not <= Narrow ? since : wide;
            });
            narrowAfter.Add(wide);
        }

        narrowAfter.Sort();
        return new Start(Math.Sqrt(squares / seconds), narrowAfter[1]);
    }

    /// <summary>How a start went.</summary>
    /// <param name="FrequencyError">Root of the mean square of how much too fast the clock ran while it settled, s/s.</param>
    /// <param name="NarrowAfter">Second from which on the bound stayed within 5 µs, in the middle of the seeds.</param>
    private sealed record Start(double FrequencyError, long NarrowAfter);
}
