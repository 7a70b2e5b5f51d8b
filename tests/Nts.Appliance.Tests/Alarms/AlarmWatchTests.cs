using System;
using System.IO;
using System.Linq;
using Nts.Appliance.Status;
using Nts.Server.Hosting;
using Nts.Time;

namespace Nts.Appliance.Alarms;

public sealed class AlarmWatchTests : IDisposable
{
    private readonly StatusDocument _document = AlarmTableTests.AllWell();
    private readonly StringWriter _journal = new();
    private int _second;

    public void Dispose() => _journal.Dispose();

    [Fact]
    public void Look_ThingsChange_TheJournalHasALineOfItsPriorityForEach()
    {
        AlarmWatch watch = new(new EventLog(_journal, TimeProvider.System, journal: true), null);
        Pass(watch, 20);
        _document.Receiver.Antenna = "open";
        Pass(watch, 20);
        (_document.Clock.State, _document.Clock.Leap, _document.WhyNotLocked) = ("lost", 3, "no pulse");
        Pass(watch, 20);
        _document.Receiver.Antenna = "ok";
        Pass(watch, 20);
        Assert.Equal(
            """
            <4>warning: alarm antenna-open: antenna: open, by u-blox ZED-F9T
            <2>critical: alarm lock-lost: not locked (lost): no pulse
            <5>alarm antenna-ok: antenna: ok, by u-blox ZED-F9T

            """,
            _journal.ToString());
    }

    [Fact]
    public void Figures_AfterAnEvent_CountItAndShowTheLevel()
    {
        AlarmWatch watch = new(new EventLog(_journal, TimeProvider.System, journal: true), null);
        _document.Receiver.Antenna = "short";
        Pass(watch, 20);
        AlarmFigures figures = watch.Figures;
        Assert.Equal(2, figures.Levels.Single(level => level.Key == "antenna").Value);
        Assert.Equal(("antenna-short", 1L), figures.Events.Where(e => e.Value > 0).Select(e => (e.Key, e.Value)).Single());
        Assert.Equal(AlarmTable.All.Count, figures.Levels.Count);
    }

    private void Pass(AlarmWatch watch, int seconds)
    {
        for (int i = 0; i < seconds; i++)
        {
            watch.Look(new StatusView(default, _document, null), MonotonicTime.FromNanoseconds(_second++ * 1_000_000_000L));
        }
    }
}
