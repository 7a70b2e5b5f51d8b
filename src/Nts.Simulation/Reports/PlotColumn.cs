namespace Nts.Simulation.Reports;

/// <summary>What a plot shows of a few seconds that share a column of it: of each quantity the least and the largest, so that no spike is lost.</summary>
internal sealed class PlotColumn(double second)
{
    /// <summary>Middle of the column, s since the start.</summary>
    public double Second => second;

    /// <summary>Local minus true time, s.</summary>
    public Extent Error { get; private set; } = Extent.Empty;

    /// <summary>Size of the error, s.</summary>
    public Extent Size { get; private set; } = Extent.Empty;

    /// <summary>Root distance while served, s.</summary>
    public Extent Bound { get; private set; } = Extent.Empty;

    /// <summary>Frequency error of the crystal.</summary>
    public Extent Crystal { get; private set; } = Extent.Empty;

    /// <summary>Frequency that the steering takes the crystal's error to be.</summary>
    public Extent Steered { get; private set; } = Extent.Empty;

    /// <summary>Takes a second in.</summary>
    public void Add(in TracePoint point)
    {
        Error = Error.With(point.Error);
        Size = Size.With(double.Abs(point.Error));
        Bound = point.Bound is double bound ? Bound.With(bound) : Bound;
        Crystal = Crystal.With(point.CrystalError);
        Steered = Steered.With(-point.Correction);
    }
}
