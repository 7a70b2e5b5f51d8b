using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Nts.Discipline;
using Nts.Simulation.Files;

namespace Nts.Simulation.Reports;

public sealed class ScenarioPlotTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Draw_OutageOfHours_ShowsEveryStateThatLasts()
    {
        ScenarioFile file = ScenarioRunTests.Read("303");
        PlotData data = new(file.Scenario);
        SimulationResult result = SimulationRun.Of(file.Scenario, 1, point => data.Add(point));
        XDocument drawing = XDocument.Parse(ScenarioPlot.Draw("an <outage> & more", 1, data, result));
        string[] texts = [.. drawing.Descendants(Svg + "text").Select(text => text.Value)];
        Assert.Contains("an <outage> & more", texts);
        Assert.Equal(["locked", "holdover", "lost", "locked"], texts.Where(text => text is "coarse" or "acquiring" or "locked" or "holdover" or "lost"));
        string[] clips = [.. drawing.Descendants(Svg + "clipPath").Select(clip => clip.Attribute("id")!.Value)];
        Assert.Equal(clips.Distinct(), clips);
    }

    [Fact]
    public void Add_MillionSeconds_KeepsTheSpikeAndStaysSmall()
    {
        Scenario scenario = new() { Seconds = 1_000_000 };
        PlotData data = new(scenario);
        for (long second = 0; second < scenario.Seconds; second++)
        {
            data.Add(new TracePoint(second, second == 654_321 ? -1e-3 : 1e-7 * Math.Sin(second), 1e-6, 20e-6, -20e-6, 0, LockState.Locked));
        }

        Assert.Equal(-1e-3, data.Columns.Min(column => column.Error.Least));
        Assert.Equal(1, data.Columns.Count(column => column.Size.Most > 1e-4));
        SimulationResult result = new();
        result.Sample(0, 0, 1e-6, counts: true);
        Assert.InRange(ScenarioPlot.Draw("long", 1, data, result).Length, 10_000, 200_000);
    }

    [Fact]
    public void CrystalAllan_OfWanderingCrystal_IsThatOfTheCrystalAlone()
    {
        Scenario scenario = new() { Seconds = 20_000, Oscillator = new() { Wander = 1e-9 } };
        PlotData data = new(scenario);
        SimulationRun.Of(scenario, 1, point => data.Add(point));
        IReadOnlyList<(int Interval, double Deviation)> allan = data.CrystalAllan;
        Assert.InRange(allan.Single(point => point.Interval == 64).Deviation / (1e-9 * Math.Sqrt(64 / 3.0)), 0.85, 1.15);
        Assert.True(data.ClockAllan.Single(point => point.Interval == 2048).Deviation < allan.Single(point => point.Interval == 2048).Deviation / 10);
    }
}
