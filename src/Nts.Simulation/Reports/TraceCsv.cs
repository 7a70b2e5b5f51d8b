using System.Globalization;
using System.IO;

namespace Nts.Simulation.Reports;

/// <summary>Writes what a simulation looked like, a line for each second.</summary>
public sealed class TraceCsv
{
    private readonly TextWriter _writer;

    /// <summary>A table that begins with its heading.</summary>
    public TraceCsv(TextWriter writer)
    {
        _writer = writer;
        writer.WriteLine("seed,second,error_s,bound_s,crystal,correction,temperature_c,state");
    }

    /// <summary>Writes a second.</summary>
    public void Write(int seed, in TracePoint point) => _writer.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{seed},{point.Second},{point.Error:g9},{point.Bound:g6},{point.CrystalError:g9},{point.Correction:g9},{point.Temperature:g5},{point.State}"));
}
