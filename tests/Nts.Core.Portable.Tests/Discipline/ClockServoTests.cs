using Nts.Time;

namespace Nts.Discipline;

public sealed class ClockServoTests
{
    [Theory]
    [InlineData("slow by 3 ppm: made faster", 0.0, 3e-6, 3.0)]
    [InlineData("behind by 2 us: removed in a second", 2e-6, 0.0, 2.0)]
    [InlineData("ahead by 2 us on a slow crystal", -2e-6, 3e-6, 1.0)]
    [InlineData("behind by a second: slew limit", 1.0, 3e-6, 103.0)]
    [InlineData("ahead by a second: slew limit", -1.0, 3e-6, -97.0)]
    [InlineData("limit of the kernel", 1.0, 480e-6, 500.0)]
    [InlineData("limit of the kernel, downwards", -1.0, -480e-6, -500.0)]
    public void Command_FromEstimate_RemovesPhaseAndFrequency(string why, double offset, double frequency, double ppm)
    {
        double command = ClockServo.Command(offset, frequency, FrequencyOffset.FromPpm(100)).Ppm;
        Assert.True(double.Abs(command - ppm) < 1e-9, $"{why}: {command}");
    }
}
