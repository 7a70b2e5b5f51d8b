using System.Collections.Generic;
using System.Linq;
using Nts.Appliance.Status;
using Nts.Time;

namespace Nts.Appliance.Alarms;

/// <summary>When a change is told: once, and never so often that it floods a log.</summary>
public sealed class AlarmStateTests
{
    private readonly StatusDocument _document = AlarmTableTests.AllWell();
    private readonly List<(int Second, AlarmEvent Event)> _told = [];
    private int _second;

    [Fact]
    public void Look_AntennaIsCutAndComesBack_EachIsToldOnce()
    {
        AlarmState antenna = new(AlarmTableTests.Named("antenna"));
        Pass(antenna, 60);
        _document.Receiver.Antenna = "open";
        Pass(antenna, 60);
        _document.Receiver.Antenna = "ok";
        Pass(antenna, 60);
        Assert.Equal([(63, "antenna-open", Severity.Warning), (130, "antenna-ok", Severity.Info)], _told.Select(t => (t.Second, t.Event.Name, t.Event.Severity)));
    }

    [Fact]
    public void Look_AntennaIsOpenAtTheStart_IsTold()
    {
        _document.Receiver.Antenna = "open";
        Pass(new AlarmState(AlarmTableTests.Named("antenna")), 10);
        Assert.Equal("antenna-open", Assert.Single(_told).Event.Name);
    }

    [Fact]
    public void Look_ThroughHoldoverToLostAndBack_TellsTheWayAndTheState()
    {
        AlarmState clock = new(AlarmTableTests.Named("clock"));
        Pass(clock, 10);
        foreach ((string state, int leap) in ((string, int)[])[("holdover", 0), ("lost", 3), ("acquiring", 3), ("locked", 0), ("holdover", 0), ("locked", 0)])
        {
            (_document.Clock.State, _document.Clock.Leap) = (state, leap);
            Pass(clock, 100);
        }

        Assert.Equal(
            [("holdover-begun", "holdover"), ("lock-lost", "lost"), ("lock-regained", "locked"), ("holdover-begun", "holdover"), ("holdover-ended", "locked")],
            _told.Select(t => (t.Event.Name, t.Event.ClockState)));
    }

    [Theory]
    [InlineData(899, 0)]
    [InlineData(910, 1)]
    public void Look_NotLockedSinceTheStart_IsToldAfterAQuarterOfAnHour(int seconds, int events)
    {
        (_document.Clock.State, _document.Clock.Leap) = ("cold", 3);
        Pass(new AlarmState(AlarmTableTests.Named("clock")), seconds);
        Assert.Equal(events, _told.Count);
    }

    [Fact]
    public void Look_LockedAfterTheStart_HasNothingToTell()
    {
        AlarmState clock = new(AlarmTableTests.Named("clock"));
        (_document.Clock.State, _document.Clock.Leap) = ("cold", 3);
        Pass(clock, 60);
        (_document.Clock.State, _document.Clock.Leap) = ("locked", 0);
        Pass(clock, 60);
        Assert.Empty(_told);
    }

    [Fact]
    public void Look_OneBadSecond_IsNotTold()
    {
        AlarmState jamming = new(AlarmTableTests.Named("jamming"));
        for (int i = 0; i < 20; i++)
        {
            _document.Receiver.Jamming = i % 2 == 0 ? "warning" : "none";
            Pass(jamming, 1);
        }

        Assert.Empty(_told);
    }

    [Fact]
    public void Look_BecomesWorse_IsToldAtOnce()
    {
        AlarmState jamming = new(AlarmTableTests.Named("jamming"));
        _document.Receiver.Jamming = "warning";
        Pass(jamming, 10);
        _document.Receiver.Jamming = "critical";
        Pass(jamming, 10);
        Assert.Equal(["jamming", "jamming-critical"], _told.Select(t => t.Event.Name));
    }

    [Theory]
    [InlineData(4, 11)]
    [InlineData(30, 30)]
    [InlineData(4, 3700)]
    public void Look_FlickersForADay_TellsAtMostFiftyTimes(int bad, int good)
    {
        AlarmState jamming = new(AlarmTableTests.Named("jamming"));
        while (_second < 86_400)
        {
            _document.Receiver.Jamming = "critical";
            Pass(jamming, bad);
            _document.Receiver.Jamming = "none";
            Pass(jamming, good);
        }

        Assert.InRange(_told.Count, 2, 50);
    }

    [Fact]
    public void Look_StateIsNotPublished_KeepsWhatWasTold()
    {
        AlarmState antenna = new(AlarmTableTests.Named("antenna"));
        _document.Receiver.Antenna = "open";
        Pass(antenna, 10);
        Pass(antenna, 100, problem: "no timekeeper");
        Assert.Equal(1, antenna.Level);
        Assert.Single(_told);
    }

    [Fact]
    public void Look_TimekeeperIsStartedAnew_IsNoAlarm()
    {
        AlarmState timekeeper = new(AlarmTableTests.Named("timekeeper"));
        Pass(timekeeper, 10);
        Pass(timekeeper, 14, problem: "no timekeeper");
        Pass(timekeeper, 10);
        Assert.Empty(_told);
        Pass(timekeeper, 20, problem: "no timekeeper");
        Assert.Equal(("timekeeper-gone", "unknown", "no timekeeper"), (_told[0].Event.Name, _told[0].Event.ClockState, _told[0].Event.Text));
    }

    [Fact]
    public void Look_TextHasLineBreaks_IsOneLine()
    {
        _document.Clock.Others = "one\n<0>two\x1b[2J";
        Pass(new AlarmState(AlarmTableTests.Named("others")), 10);
        Assert.Equal("one <0>two [2J", _told.Single().Event.Text);
    }

    private void Pass(AlarmState state, int seconds, string? problem = null)
    {
        for (int i = 0; i < seconds; i++, _second++)
        {
            if (state.Look(new StatusView(default, _document, problem), MonotonicTime.FromNanoseconds(_second * 1_000_000_000L)) is { } told)
            {
                _told.Add((_second, told));
            }
        }
    }
}
