using System;
using System.IO;
using Nts.Discipline;
using Nts.Drivers.GpsPps;
using Nts.Server.Hosting;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

public sealed class ApplianceMemoryTests : IDisposable
{
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
    };

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();
    private readonly StringWriter _log = new();

    private string FilePath => Path.Combine(_directory.FullName, "memory");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Take_EverythingLearnt_IsThereAtTheNextStart()
    {
        Memory().Take(At(0), Paired, "GPIO 18", Clock);
        Learnt learnt = Memory().Learnt;
        Assert.Equal(Paired.Place, learnt.Place);
        Assert.Equal(0.123, learnt.SerialDelay!.Value.TotalSeconds, 6);
        Assert.Equal(11.5e-6, learnt.BiasOf("GPIO 18")!.Value.Lateness.TotalSeconds, 9);
        Assert.Null(learnt.BiasOf("/dev/pps0"));
        Assert.Equal((Clock.SavedAt, -12.3456), (learnt.Clock!.SavedAt, Math.Round(learnt.Clock.Frequency.Ppm, 9)));
        Assert.Equal((0.002, 1e-4), (Math.Round(learnt.Clock.FrequencyDeviation.Ppm, 9), Math.Round(learnt.Clock.Wander.Ppm, 9)));
    }

    [Fact]
    public void Take_SimulatedReceiver_IsNotRemembered()
    {
        Memory().Take(At(0), Paired with { Simulation = "yes" }, "GPIO 18", Clock);
        Assert.False(File.Exists(FilePath));
    }

    [Theory]
    [InlineData("the same once more", 7200, 0, 60, false)]
    [InlineData("it left its deviations, within the hour", 1800, 0.5, 1800, false)]
    [InlineData("it left its deviations", 3600, 0.5, 3600, true)]
    [InlineData("a day has passed", 86_400, 0, 86_400, true)]
    public void Take_ClockIsAnotherOne_IsWrittenWhenTheOldOneMisleads(string why, long running, double ppm, long age, bool isWritten)
    {
        ApplianceMemory memory = Memory();
        memory.Take(At(0), Paired, "GPIO 18", Clock);
        File.Delete(FilePath);
        DisciplineMemory later = Clock with { SavedAt = Clock.SavedAt + NtpDuration.FromSeconds(age), Frequency = Clock.Frequency + FrequencyOffset.FromPpm(ppm) };
        memory.Take(At(running), Paired, "GPIO 18", later);
        Assert.True(isWritten == File.Exists(FilePath), why);
        memory.Save(At(running));
        Assert.Equal(later.SavedAt, Memory().Learnt.Clock?.SavedAt ?? later.SavedAt);
    }

    [Fact]
    public void Take_DirectoryIsGone_IsAWarningAndNoException()
    {
        ApplianceMemory memory = new(Path.Combine(_directory.FullName, "nowhere"), EventLog.On(_log));
        memory.Take(At(0), Paired, null, Clock);
        memory.Take(At(86_400), Paired, null, Clock with { SavedAt = Clock.SavedAt + NtpDuration.FromSeconds(86_400) });
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
    public void Learnt_FileIsDamaged_CountsAsNothingAndIsTold(string content, string reason)
    {
        File.WriteAllText(FilePath, content);
        Assert.True(Memory().Learnt == new Learnt(), reason);
        Assert.Contains("counts as nothing", _log.ToString(), StringComparison.Ordinal);
    }

    private static MonotonicTime At(long seconds) => MonotonicTime.FromNanoseconds(seconds * 1_000_000_000);

    private ApplianceMemory Memory() => new(_directory.FullName, EventLog.On(_log));
}
