using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security;
using System.Text.RegularExpressions;
using Nts.Discipline;
using Nts.Simulation.Files;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Nts.Simulation.Reports;

/// <summary>Draws a run: the error, the error against the claimed bound, the frequency, with the lock's states behind them; and Allan deviations.</summary>
internal static partial class ScenarioPlot
{
    private const double Width = 960;
    private const double TitleHeight = 56;
    private const double TimeHeight = 760;
    private const double AllanHeight = 320;
    private const double Height = TitleHeight + TimeHeight + AllanHeight;

    /// <summary>States that take a smaller part of the width than this are not named.</summary>
    private const double LeastNamed = 0.06;
    private static readonly OxyColor ClockColor = OxyColor.FromRgb(0x2a, 0x6c, 0xb5);
    private static readonly OxyColor BoundColor = OxyColor.FromRgb(0xc0, 0x39, 0x2b);
    private static readonly OxyColor CrystalColor = OxyColor.FromRgb(0x33, 0x33, 0x33);
    private static readonly OxyColor SteeredColor = OxyColor.FromRgb(0x9d, 0xc3, 0xe6);
    private static readonly OxyColor SteeredTextColor = OxyColor.FromRgb(0x5b, 0x93, 0xc9);
    private static readonly OxyColor GridColor = OxyColor.FromRgb(0xdd, 0xdd, 0xdd);

    /// <summary>The drawing as SVG.</summary>
    /// <param name="title">What it is of.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="data">What the run looked like.</param>
    /// <param name="result">Its figures.</param>
    public static string Draw(string title, int seed, PlotData data, SimulationResult result)
    {
        string figures = string.Create(
            CultureInfo.InvariantCulture,
            $"seed {seed}: lock after {result.LockedAt} s, rms {Quantity.OfTime(result.Rms)}, 99.9 % {Quantity.OfTime(result.P999)}, max {Quantity.OfTime(result.Max)}, dishonest {result.Dishonest} s");
        string size = string.Create(CultureInfo.InvariantCulture, $"width=\"{Width}\" height=\"{Height}\"");
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" {size} font-family=\"sans-serif\" text-anchor=\"middle\">\n<rect {size} fill=\"white\"/>\n"
            + Text(24, 17, title) + Text(46, 13, figures)
            + Render(OverTime(data, result), TimeHeight, TitleHeight, "time")
            + Render(OverIntervals(data), AllanHeight, TitleHeight + TimeHeight, "interval") + "</svg>\n";
    }

    private static string Text(double y, int fontSize, string text) => string.Create(
        CultureInfo.InvariantCulture, $"<text x=\"{Width / 2}\" y=\"{y}\" font-size=\"{fontSize}\">{SecurityElement.Escape(text)}</text>\n");

    /// <summary>A model as an element. The exporter begins with an XML declaration whatever it is told, and names its clip paths the same in every drawing.</summary>
    private static string Render(PlotModel model, double height, double top, string name)
    {
        SvgExporter exporter = new() { Width = Width, Height = height, IsDocument = false, UseVerticalTextAlignmentWorkaround = true };
        string text = exporter.ExportToString(model);
        text = text[text.IndexOf("<svg", StringComparison.Ordinal)..].Replace("\"clipPath", $"\"{name}", StringComparison.Ordinal).Replace("#clipPath", $"#{name}", StringComparison.Ordinal);
        text = FurtherDecimals().Replace(text, "");
        return string.Create(CultureInfo.InvariantCulture, $"<g transform=\"translate(0 {top})\" text-anchor=\"start\">\n{text}\n</g>\n");
    }

    /// <summary>A tenth of a pixel is enough.</summary>
    [GeneratedRegex(@"(?<=\d\.\d)\d+")]
    private static partial Regex FurtherDecimals();

    private static PlotModel OverTime(PlotData data, SimulationResult result)
    {
        PlotModel model = NewModel();
        (string unit, double scale) time = data.Seconds switch
        {
            <= 7200 => ("s", 1),
            <= 200_000 => ("h", 1.0 / 3600),
            _ => ("d", 1.0 / 86_400),
        };
        PlotColumn[] counted = [.. data.Columns.Where(column => column.Second >= data.StatisticsFrom)];
        double most = counted.Max(column => column.Size.Most);
        (string unit, double scale) error = most < 1e-6 ? ("ns", 1e9) : most < 1e-3 ? ("µs", 1e6) : ("ms", 1e3);
        double end = data.Seconds * time.scale;
        model.Axes.Add(Grid(new LinearAxis { Position = AxisPosition.Bottom, Title = $"time ({time.unit})", Minimum = 0, Maximum = end }));
        Axis errors = Panel(Errors(counted, error.scale, error.unit), 0.69, 1);
        Axis sizes = Panel(Decades(counted.Min(column => column.Size.Most), 3 * Tallest(data, most), "size", "size (s)"), 0.35, 0.66);
        Axis frequencies = Panel(Frequencies(data, counted), 0, 0.32);
        Axis[] panels = [errors, sizes, frequencies];
        foreach (Axis panel in panels)
        {
            model.Axes.Add(panel);
            AddStates(model, panel, data.Seconds, result, time.scale, isNamed: panel == errors);
        }

        model.Series.Add(Area(errors, ClockColor, data, column => column.Error, time.scale, error.scale));
        model.Series.Add(Line(sizes, BoundColor, data, column => column.Bound.IsEmpty ? double.NaN : column.Bound.Least, time.scale));
        model.Series.Add(Line(sizes, ClockColor, data, column => Math.Max(column.Size.Most, 1e-15), time.scale));
        model.Series.Add(Area(frequencies, SteeredColor, data, column => column.Steered, time.scale, 1e6));
        model.Series.Add(Area(frequencies, CrystalColor, data, column => column.Crystal, time.scale, 1e6));
        AddCaption(model, errors, 0.01 * end, 0, ClockColor, "error of the clock, local minus true");
        AddCaption(model, sizes, 0.01 * end, 0, BoundColor, "claimed bound (root distance)");
        AddCaption(model, sizes, 0.36 * end, 0, ClockColor, "size of the error");
        AddCaption(model, frequencies, 0.01 * end, 0, CrystalColor, "error of the crystal");
        AddCaption(model, frequencies, 0.36 * end, 0, SteeredTextColor, "what the steering takes off, with the phase");
        return model;
    }

    private static PlotModel OverIntervals(PlotData data)
    {
        PlotModel model = NewModel();
        IReadOnlyList<(int Interval, double Deviation)> clock = data.ClockAllan;
        IReadOnlyList<(int Interval, double Deviation)> crystal = data.CrystalAllan;
        double[] deviations = [.. clock.Concat(crystal).Select(point => point.Deviation).Where(deviation => deviation > 0).DefaultIfEmpty(1)];
        Axis deviation = Panel(Decades(deviations.Min(), 10 * deviations.Max(), "deviation", "Allan deviation"), 0, 1);
        model.Axes.Add(deviation);
        model.Axes.Add(Grid(new LogarithmicAxis { Position = AxisPosition.Bottom, Title = "interval (s)", Minimum = 1, Maximum = 1.2 * crystal.Select(point => point.Interval).DefaultIfEmpty(1).Max(), LabelFormatter = Plain }));
        model.Series.Add(Intervals(ClockColor, clock));
        model.Series.Add(Intervals(CrystalColor, crystal));
        AddCaption(model, deviation, 1.1, 0, ClockColor, "clock, from where the statistics begin");
        AddCaption(model, deviation, 1.1, 18, CrystalColor, "crystal that nobody steers");
        return model;
    }

    private static PlotModel NewModel() => new() { DefaultFont = "sans-serif", PlotAreaBorderColor = OxyColors.Gray, PlotMargins = new OxyThickness(84, 8, 16, 44) };

    private static Axis Panel(Axis axis, double start, double end)
    {
        axis.Position = AxisPosition.Left;
        axis.StartPosition = start;
        axis.EndPosition = end;
        axis.AxislineStyle = LineStyle.Solid;
        axis.AxislineColor = OxyColors.Gray;
        return Grid(axis);
    }

    private static Axis Grid(Axis axis)
    {
        axis.MajorGridlineStyle = LineStyle.Solid;
        axis.MajorGridlineColor = GridColor;
        axis.AxisTitleDistance = 16;
        return axis;
    }

    private static LogarithmicAxis Decades(double least, double most, string key, string title) => new()
    {
        Key = key,
        Title = title,
        Minimum = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(least, 1e-12)))),
        Maximum = Math.Max(most, 1e-11),
        LabelFormatter = Plain,
    };

    /// <summary>A power of ten without a raised exponent, whose place the exporter does not know.</summary>
    private static string Plain(double value) =>
        value is >= 1 and < 1e6 ? value.ToString("0", CultureInfo.InvariantCulture) : value.ToString("0e0", CultureInfo.InvariantCulture);

    /// <summary>Says what a colour is, at the top of a panel: the exporter does not know how wide a legend must be.</summary>
    private static void AddCaption(PlotModel model, Axis panel, double x, double down, OxyColor color, string text) => model.Annotations.Add(new TextAnnotation
    {
        YAxisKey = panel.Key,
        TextPosition = new DataPoint(x, panel.Maximum),
        Offset = new ScreenVector(0, down + 4),
        TextHorizontalAlignment = HorizontalAlignment.Left,
        TextVerticalAlignment = VerticalAlignment.Top,
        TextColor = color,
        FontWeight = FontWeights.Bold,
        StrokeThickness = 0,
        Text = text,
    });

    private static void AddStates(PlotModel model, Axis panel, long seconds, SimulationResult result, double timeScale, bool isNamed)
    {
        for (int i = 0; i < result.States.Count; i++)
        {
            long from = result.States[i].Second;
            long to = i + 1 < result.States.Count ? result.States[i + 1].Second : seconds;
            model.Annotations.Add(new RectangleAnnotation
            {
                YAxisKey = panel.Key,
                MinimumX = from * timeScale,
                MaximumX = to * timeScale,
                Fill = ColorOf(result.States[i].State),
                Layer = AnnotationLayer.BelowAxes,
                Text = isNamed && to - from > LeastNamed * seconds ? ValueKinds.Words([result.States[i].State]) : "",
                TextPosition = new DataPoint((from + to) / 2.0 * timeScale, panel.Minimum + (0.05 * (panel.Maximum - panel.Minimum))),
                TextColor = OxyColors.DimGray,
            });
        }
    }

    private static OxyColor ColorOf(LockState state) => state switch
    {
        LockState.Locked => OxyColor.FromRgb(0xef, 0xf8, 0xee),
        LockState.Holdover => OxyColor.FromRgb(0xfd, 0xe8, 0xc8),
        LockState.Lost => OxyColor.FromRgb(0xf8, 0xd0, 0xcc),
        LockState.Acquiring => OxyColor.FromRgb(0xfb, 0xf6, 0xc8),
        _ => OxyColor.FromRgb(0xe4, 0xe4, 0xec),
    };

    private static AreaSeries Area(Axis axis, OxyColor color, PlotData data, Func<PlotColumn, Extent> of, double timeScale, double scale)
    {
        AreaSeries series = new() { YAxisKey = axis.Key, Color = color, Color2 = color, Fill = color, StrokeThickness = 0.8, MinimumSegmentLength = 0 };
        foreach (PlotColumn column in data.Columns)
        {
            series.Points.Add(new DataPoint(column.Second * timeScale, of(column).Most * scale));
            series.Points2.Add(new DataPoint(column.Second * timeScale, of(column).Least * scale));
        }

        return series;
    }

    private static LineSeries Line(Axis axis, OxyColor color, PlotData data, Func<PlotColumn, double> of, double timeScale)
    {
        LineSeries series = new() { YAxisKey = axis.Key, Color = color, StrokeThickness = 1.2, MinimumSegmentLength = 0 };
        series.Points.AddRange(data.Columns.Select(column => new DataPoint(column.Second * timeScale, of(column))));
        return series;
    }

    private static LineSeries Intervals(OxyColor color, IReadOnlyList<(int Interval, double Deviation)> points)
    {
        LineSeries series = new() { Color = color, StrokeThickness = 1.5, MarkerType = MarkerType.Circle, MarkerSize = 2.5, MarkerFill = color };
        series.Points.AddRange(points.Where(point => point.Deviation > 0).Select(point => new DataPoint(point.Interval, point.Deviation)));
        return series;
    }

    private static LinearAxis Errors(PlotColumn[] counted, double scale, string unit)
    {
        double least = Math.Min(0, counted.Min(column => column.Error.Least));
        double most = Math.Max(0, counted.Max(column => column.Error.Most));
        double margin = Math.Max(0.15 * (most - least), 1e-12);
        return new() { Key = "error", Title = $"error ({unit})", Minimum = (least - margin) * scale, Maximum = (most + (1.5 * margin)) * scale };
    }

    /// <summary>Wide enough for the crystal, and for the steering but where it removes a large error.</summary>
    private static LinearAxis Frequencies(PlotData data, PlotColumn[] counted)
    {
        double[] apart = [.. counted.Select(c => Math.Max(c.Crystal.Most - c.Steered.Least, c.Steered.Most - c.Crystal.Least)).Order()];
        double margin = Math.Max(1.2 * apart[apart.Length * 9 / 10], 1e-9);
        double least = data.Columns.Min(column => column.Crystal.Least) - margin;
        double most = data.Columns.Max(column => column.Crystal.Most) + margin;
        return new() { Key = "frequency", Title = "frequency (ppm)", Minimum = least * 1e6, Maximum = (most + (0.1 * (most - least))) * 1e6 };
    }

    private static double Tallest(PlotData data, double most) =>
        Math.Max(most, data.Columns.Where(column => !column.Bound.IsEmpty).Select(column => column.Bound.Most).DefaultIfEmpty(0).Max());
}
