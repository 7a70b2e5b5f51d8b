using Nts.Time;

namespace Nts.Discipline;

public sealed class SteeringLogTests
{
    [Fact]
    public void AddedUntil_BetweenCommands_SumsWhatWasInForce()
    {
        SteeringLog log = new();
        log.Add(At(10), FrequencyOffset.FromPpm(100));
        log.Add(At(12), FrequencyOffset.FromPpm(-50));
        Assert.Equal(0, log.AddedUntil(At(10)), 12);
        Assert.Equal(100e-6, log.AddedUntil(At(11)), 12);
        Assert.Equal(200e-6, log.AddedUntil(At(12)), 12);
        Assert.Equal(150e-6, log.AddedUntil(At(13)), 12);
    }

    [Fact]
    public void AddedUntil_NoCommand_IsNothing() => Assert.Equal(0, new SteeringLog().AddedUntil(At(5)));

    [Fact]
    public void AddedUntil_AfterManyCommands_KeepsTheSumAndTheLastFew()
    {
        SteeringLog log = new();
        for (int second = 0; second <= 1000; second++)
        {
            log.Add(At(second), FrequencyOffset.FromPpm(second));
        }

        // 0 + 1 + … + 999 ppm·s, and back from there.
        Assert.Equal(499_500e-6, log.AddedUntil(At(1000)), 9);
        Assert.Equal(499_500e-6 - 999e-6 - 998e-6 - 498.5e-6, log.AddedUntil(At(997.5)), 9);
    }

    private static MonotonicTime At(double seconds) => MonotonicTime.FromNanoseconds((long)(seconds * 1e9));
}
