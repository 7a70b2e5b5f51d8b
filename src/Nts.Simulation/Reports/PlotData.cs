using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace Nts.Simulation.Reports;

/// <summary>What a plot shows of a run: columns, however long it is, and the phases that Allan deviations need.</summary>
internal sealed class PlotData(Scenario scenario)
{
    private const long MostColumns = 480;
    private readonly long _secondsPerColumn = Math.Max(1, (scenario.Seconds + MostColumns - 1) / MostColumns);
    private readonly List<PlotColumn> _columns = [];
    private readonly List<double> _clock = [];
    private readonly List<double> _crystal = [];
    private double _crystalPhase;

    /// <summary>The columns from the start to the end.</summary>
    public IReadOnlyList<PlotColumn> Columns => _columns;

    /// <summary>Simulated time, s.</summary>
    public long Seconds => scenario.Seconds;

    /// <summary>Errors count from here, s.</summary>
    public long StatisticsFrom => scenario.StatisticsFrom;

    /// <summary>Allan deviation of the clock, from where statistics count.</summary>
    public IReadOnlyList<(int Interval, double Deviation)> ClockAllan => AllanDeviation.Of(CollectionsMarshal.AsSpan(_clock));

    /// <summary>Allan deviation of the crystal if nobody steered it.</summary>
    public IReadOnlyList<(int Interval, double Deviation)> CrystalAllan => AllanDeviation.Of(CollectionsMarshal.AsSpan(_crystal));

    /// <summary>Takes a second in, in order.</summary>
    public void Add(in TracePoint point)
    {
        if (point.Second % _secondsPerColumn == 0)
        {
            _columns.Add(new PlotColumn(point.Second + (_secondsPerColumn / 2.0)));
        }

        _columns[^1].Add(point);
        _crystalPhase += point.CrystalError;
        _crystal.Add(_crystalPhase);
        if (point.Second >= scenario.StatisticsFrom)
        {
            _clock.Add(point.Error);
        }
    }
}
