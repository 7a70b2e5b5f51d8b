using System;
using System.IO;
using System.Linq;
using Nts.Discipline;
using Nts.Drivers.GpsPps;
using Nts.Server.Hosting;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

public sealed class ApplianceMemoryTests : IDisposable
{
    private const string WholeClock =
        "clock-saved = 2026-11-22T16:25:19Z\nclock-frequency-ppm = 4\nclock-frequency-deviation-ppm = 0.1\nclock-wander-ppm = 0.001\nclock-jitter-seconds = 0.000001";

    private const string Thermometer = "cpu_thermal (/sys/class/hwmon/hwmon0/temp1_input)";

    private static readonly ReceiverHealth Paired = new(ReceiverState.Paired, "")
    {
        Place = new("/dev/ttyAMA0", 115_200),
        SerialDelay = NtpDuration.FromMilliseconds(123),
        PulseSource = new() { InterruptBias = new StampBias(NtpDuration.FromSeconds(11.5e-6), NtpDuration.FromSeconds(0.1e-6)) },
    };

    private static readonly DisciplineMemory Clock = new()
    {
        SavedAt = PosixTime.FromSeconds(1_790_000_000),
        Frequency = FrequencyOffset.FromPpm(-12.3456),
        FrequencyDeviation = FrequencyOffset.FromPpm(0.002),
        Wander = FrequencyOffset.FromRatio(1e-10),
        Jitter = NtpDuration.FromMicroseconds(1),
        Temperature = new(Way(41.5, 0.01), Way(39.25, -0.06), -0.75),
    };

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();
    private readonly StringWriter _log = new();

    private string FilePath => Path.Combine(_directory.FullName, "memory");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Take_EverythingLearnt_IsThereAtTheNextStart()
    {
        Memory().Take(At(0), Paired, "GPIO 18", Clock, Thermometer);
        Learnt learnt = Memory().Learnt;
        Assert.Equal(Paired.Place, learnt.Place);
        Assert.Equal(0.123, learnt.SerialDelay!.Value.TotalSeconds, 6);
        Assert.Equal(11.5e-6, learnt.BiasOf("GPIO 18")!.Value.Lateness.TotalSeconds, 9);
        Assert.Null(learnt.BiasOf("/dev/pps0"));
        Assert.Equal((Clock.SavedAt, -12.3456), (learnt.Clock!.SavedAt, Math.Round(learnt.Clock.Frequency.Ppm, 9)));
        Assert.Equal((0.002, 1e-4), (Math.Round(learnt.Clock.FrequencyDeviation.Ppm, 9), Math.Round(learnt.Clock.Wander.Ppm, 9)));
        ThermalMemory temperature = learnt.ClockBeside(Thermometer)!.Temperature!.Value;
        Assert.Equal((41.5, 39.25, -0.75), (temperature.Quick.Celsius, temperature.Slow.Celsius, temperature.Correlation));
        Assert.Equal((0.01, -0.06), (Math.Round(temperature.Quick.Coefficient.PerDegree.Ppm, 12), Math.Round(temperature.Slow.Coefficient.PerDegree.Ppm, 12)));
        Assert.Equal((0.001, 0.001), (Math.Round(temperature.Quick.Coefficient.Deviation.Ppm, 12), Math.Round(temperature.Slow.Coefficient.Deviation.Ppm, 12)));
    }

    [Fact]
    public void ClockBeside_AnotherThermometerOrAFileWithoutOne_KnowsTheFrequencyAlone()
    {
        Memory().Take(At(0), Paired, "GPIO 18", Clock, Thermometer);
        string[] without = [.. File.ReadAllLines(FilePath).Where(line => !line.Contains("warmth", StringComparison.Ordinal) && !line.Contains("thermometer", StringComparison.Ordinal))];
        Assert.Equal(-12.3456, Memory().Learnt.ClockBeside("another")!.Frequency.Ppm, 9);
        Assert.Null(Memory().Learnt.ClockBeside("another")!.Temperature);
        File.WriteAllLines(FilePath, without);
        Assert.Equal(-12.3456, Memory().Learnt.ClockBeside(Thermometer)!.Frequency.Ppm, 9);
        Assert.Null(Memory().Learnt.ClockBeside(Thermometer)!.Temperature);
    }

    [Fact]
    public void Take_SimulatedReceiver_IsNotRemembered()
    {
        Memory().Take(At(0), Paired with { Simulation = "yes" }, "GPIO 18", Clock, Thermometer);
        Assert.False(File.Exists(FilePath));
    }

    [Theory]
    [InlineData("the same once more", 7200, 0, 60, 0, 0, false)]
    [InlineData("it left its deviations, within the hour", 1800, 0.5, 1800, 0, 0, false)]
    [InlineData("it left its deviations", 3600, 0.5, 3600, 0, 0, true)]
    [InlineData("as the temperature would have it", 3600, -0.5, 3600, 10, 0, false)]
    [InlineData("against what the temperature would have", 3600, 0, 3600, 10, 0, true)]
    [InlineData("the temperature does something else to it", 3600, 0, 3600, 0, 0.01, true)]
    [InlineData("a day has passed", 86_400, 0, 86_400, 0, 0, true)]
    public void Take_ClockIsAnotherOne_IsWrittenWhenTheOldOneMisleads(string why, long running, double ppm, long age, double degrees, double perDegree, bool isWritten)
    {
        ApplianceMemory memory = Memory();
        memory.Take(At(0), Paired, "GPIO 18", Clock, Thermometer);
        File.Delete(FilePath);
        DisciplineMemory later = Clock with
        {
            SavedAt = Clock.SavedAt + NtpDuration.FromSeconds(age),
            Frequency = Clock.Frequency + FrequencyOffset.FromPpm(ppm),
            Temperature = new(Way(41.5 + degrees, 0.01 + perDegree), Way(39.25 + degrees, -0.06), -0.75),
        };
        memory.Take(At(running), Paired, "GPIO 18", later, Thermometer);
        Assert.True(isWritten == File.Exists(FilePath), why);
        memory.Save(At(running));
        Assert.Equal(later.SavedAt, Memory().Learnt.Clock?.SavedAt ?? later.SavedAt);
    }

    [Fact]
    public void Take_DirectoryIsGone_IsAWarningAndNoException()
    {
        ApplianceMemory memory = new(Path.Combine(_directory.FullName, "nowhere"), EventLog.On(_log));
        memory.Take(At(0), Paired, null, Clock, Thermometer);
        memory.Take(At(86_400), Paired, null, Clock with { SavedAt = Clock.SavedAt + NtpDuration.FromSeconds(86_400) }, Thermometer);
        Assert.Equal(2, _log.ToString().Split("has to learn everything again").Length);
    }

    [Theory]
    [InlineData("receiver-port /dev/ttyAMA0", "no line of it")]
    [InlineData("serial-delay-seconds = 0.1\nserial-delay-seconds = 0.2", "twice")]
    [InlineData("receiver-port = /dev/ttyAMA0", "no rate")]
    [InlineData("receiver-port = /dev/ttyAMA0\nreceiver-baud = 1", "a rate that no port has")]
    [InlineData("serial-delay-seconds = NaN", "no number")]
    [InlineData("clock-saved = yesterday", "no time")]
    [InlineData("clock-saved = 2026-11-22T16:25:19Z\nclock-frequency-ppm = 4000", "no crystal is so wrong")]
    [InlineData("clock-saved = 2026-11-22T16:25:19Z\nclock-frequency-ppm = 4", "cut off")]
    [InlineData(WholeClock + "\nclock-thermometer = a\nclock-quick-warmth-celsius = 20", "cut off within the temperature")]
    [InlineData(WholeClock + "\nclock-thermometer = a\nclock-quick-warmth-celsius = 20\nclock-quick-warmth-ppm-per-celsius = 0\nclock-quick-warmth-deviation-ppm-per-celsius = 0", "no doubt at all")]
    public void Learnt_FileIsDamaged_CountsAsNothingAndIsTold(string content, string reason)
    {
        File.WriteAllText(FilePath, content);
        Assert.True(Memory().Learnt == new Learnt(), reason);
        Assert.Contains("counts as nothing", _log.ToString(), StringComparison.Ordinal);
    }

    private static ThermalWay Way(double celsius, double ppm) => new(celsius, new(FrequencyOffset.FromPpm(ppm), FrequencyOffset.FromPpm(0.001)));

    private static MonotonicTime At(long seconds) => MonotonicTime.FromNanoseconds(seconds * 1_000_000_000);

    private ApplianceMemory Memory() => new(_directory.FullName, EventLog.On(_log));
}
