using System;
using System.IO;
using System.Net;
using System.Text.Json;
using Nts.Appliance.Configuration;
using Nts.Appliance.Status;
using Nts.Crypto;
using Nts.Discipline;
using Nts.Drivers.GpsPps;
using Nts.Drivers.Linux;
using Nts.Gnss;
using Nts.Ntp;
using Nts.Nts;
using Nts.Server.Hosting;
using Nts.Server.Ntp;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

public sealed class StatusReportTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nts-report-");
    private readonly SoftwareClock _clock = new(NtpDuration.Zero, FrequencyOffset.FromPpm(0));
    private readonly ClockDiscipline _discipline;
    private readonly NtpServer _ntp;
    private readonly KeyEstablishmentService _keyEstablishment;
    private readonly StatusReport _report = new(steersSystemClock: false, "a receiver");

    public StatusReportTests()
    {
        KeyRing keys = KeyRing.Create(3, SystemRandom.Instance);
        ApplianceConfiguration configuration = new() { KeyEstablishmentListen = [new(IPAddress.Loopback, 0)], StateDirectory = _folder.FullName, RunDirectory = _folder.FullName };
        _discipline = new ClockDiscipline(_clock, new DisciplineOptions());
        _ntp = NtpServer.Start(new() { Listen = [new(IPAddress.Loopback, 0)] }, keys, new PublishedClockState(), _clock, SystemRandom.Instance);
        _keyEstablishment = new(configuration, keys, PassedSockets.FromEnvironment(), new EventLog(TextWriter.Null, TimeProvider.System, journal: false), TimeProvider.System);
        _keyEstablishment.OnTick(MonotonicClock.Now());
    }

    public void Dispose()
    {
        _report.Dispose();
        _keyEstablishment.Dispose();
        _ntp.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Publish_EverySecond_AllocatesHardlyAnything()
    {
        using StatusPublisher publisher = new(_folder.FullName);
        ReceiverHealth health = new(ReceiverState.Paired, "all is well")
        {
            Identity = new ReceiverIdentity(ReceiverMaker.Ublox, "ZED-F9T", "TIM 2.20", 29.20m),
            Antenna = AntennaState.Ok,
            Survey = new SurveyReport(true, false, NtpDuration.FromSeconds(320), 320, 2.5),
        };
        long allocated = Allocated.During(() =>
        {
            Take(health);
            publisher.Publish(_report.Document);
        });

        // The time as text, the reference id, and what goes through the counters of key establishment one by one.
        Assert.InRange(allocated, 0, 512);
    }

    [Fact]
    public void Document_AfterEverythingWasTaken_HasEveryCounter()
    {
        Take(new ReceiverHealth(ReceiverState.NoPulse, "no pulse") { Bytes = 17 });
        string json = JsonSerializer.Serialize(_report.Document, StatusJson.Default.StatusDocument);
        StatusDocument read = JsonSerializer.Deserialize(json, StatusJson.Default.StatusDocument)!;
        Assert.Equal("no-pulse", read.Receiver.State);
        Assert.Equal(17, read.Receiver.Counters["bytes"]);
        Assert.All(Enum.GetValues<RespondReason>(), reason => Assert.Equal(0, read.Ntp[reason.ShortName()]));
        Assert.Equal(0, read.KeyEstablishment["session-timed-out"]);
        Assert.Equal(0, read.Clock.Pulses["late"]);
        Assert.NotNull(read.Certificate);
    }

    [Theory]
    [InlineData("ZED-F9T", "TIM 2.20", true, "u-blox ZED-F9T, TIM 2.20, protocol 29.20, a timing model")]
    [InlineData("", "", false, "u-blox, protocol 29.20")]
    public void Identity_AsTheReceiverTells_IsOneLine(string model, string firmware, bool isTiming, string text)
    {
        Take(new ReceiverHealth(ReceiverState.Paired, "") { Identity = new(ReceiverMaker.Ublox, model, firmware, 29.20m) { IsTiming = isTiming } });
        Assert.Equal(text, _report.Document.Receiver.Identity);
        Take(new ReceiverHealth(ReceiverState.Silent, ""));
        Assert.Null(_report.Document.Receiver.Identity);
    }

    [Fact]
    public void Process_OfThisProcess_IsWhatTheKernelAndTheRuntimeSay()
    {
        GC.Collect();
        Take(new ReceiverHealth(ReceiverState.Stopped, "stopped"));
        ProcessStatus process = _report.Document.Process;
        Assert.InRange(process.ResidentBytes, Environment.WorkingSet / 2, Environment.WorkingSet * 2);
        Assert.InRange(process.AllocatedBytes, 1, long.MaxValue);
        Assert.InRange(process.Generation2Collections, 1, GC.CollectionCount(2));
        Assert.InRange(process.WorstSecondPauseSeconds, double.Epsilon, process.PauseSeconds);
    }

    private void Take(ReceiverHealth health)
    {
        PosixTime time = _clock.Now();
        _report.Take(MonotonicClock.Now(), time);
        _report.Take(_discipline.Status, MonotonicClock.Now(), time);
        _report.Take(health);
        _report.Take(_ntp, smear: null);
        _report.Take(_keyEstablishment);
    }
}
