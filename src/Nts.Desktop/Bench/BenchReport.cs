using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Nts.Desktop.Bench;

/// <summary>How <c>nts bench</c> prints what it measured.</summary>
internal static class BenchReport
{
    private const double NanosecondsPerMicrosecond = 1000;

    /// <summary>Writes a short table, or one JSON object.</summary>
    public static void Write(TextWriter output, BenchOptions options, LoadResult result)
    {
        if (options.IsJson)
        {
            output.WriteLine(Json(options, result));
            return;
        }

        string loop = options.Rate is double rate ? Text($"{rate:#,0.##} requests a second") : Text($"{options.InFlight} in flight");
        output.WriteLine(Text($"{options.Host} port {options.Port}, {Name(options.Mode)}, {loop}, {result.Seconds:0.0} s"));
        output.WriteLine(Text($"{result.Sent:#,0} sent, {result.Received:#,0} received, {result.Lost:#,0} lost, {result.Invalid:#,0} invalid"));
        if (result.Duplicates + result.Late + result.Foreign + result.Unsent > 0)
        {
            output.WriteLine(Text($"{result.Duplicates:#,0} duplicate, {result.Late:#,0} late, {result.Foreign:#,0} foreign, {result.Unsent:#,0} not taken by the system"));
        }

        output.WriteLine(Text($"{PerSecond(result):#,0} replies a second"));
        if (result.IdleSeconds > 0)
        {
            output.WriteLine(Text($"the load itself was idle {100 * result.IdleSeconds / result.Seconds:0} % of the time"));
        }

        if (result.RoundTrip.Count > 0)
        {
            output.WriteLine(Text($"{"microseconds",-18}{"mean",10}{"p50",10}{"p90",10}{"p99",10}{"p99.9",10}{"max",10}"));
        }

        WriteRow(output, "round trip", result.RoundTrip);
        WriteRow(output, "in the server", result.Residence);
        WriteRow(output, "client's error", result.Error);
        WriteRow(output, "late departure", result.Slip);
        foreach ((string reason, long count) in result.InvalidReasons.OrderByDescending(pair => pair.Value))
        {
            output.WriteLine(Text($"invalid: {count:#,0} {reason}"));
        }
    }

    /// <summary>A mode as the command line spells it.</summary>
    internal static string Name(BenchMode mode) => mode switch
    {
        BenchMode.Plain => "plain",
        BenchMode.Nts => "nts",
        _ => "ke",
    };

    private static void WriteRow(TextWriter output, string name, Histogram times)
    {
        if (times.Count > 0)
        {
            output.Write(Text($"{name,-18}{Microseconds(times.Mean),10:0.0}"));
            foreach (double share in new[] { 0.5, 0.9, 0.99, 0.999 })
            {
                output.Write(Text($"{Microseconds(times.Percentile(share)),10:0.0}"));
            }

            output.WriteLine(Text($"{Microseconds(times.Max),10:0.0}"));
        }
    }

    private static string Json(BenchOptions options, LoadResult result)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("mode", Name(options.Mode));
            json.WriteNumber("sent", result.Sent);
            json.WriteNumber("received", result.Received);
            json.WriteNumber("lost", result.Lost);
            json.WriteNumber("invalid", result.Invalid);
            json.WriteNumber("unsent", result.Unsent);
            json.WriteNumber("duplicates", result.Duplicates);
            json.WriteNumber("late", result.Late);
            json.WriteNumber("foreign", result.Foreign);
            json.WriteNumber("seconds", result.Seconds);
            json.WriteNumber("perSecond", PerSecond(result));
            WriteTimes(json, "roundTripMicroseconds", result.RoundTrip);
            WriteTimes(json, "residenceMicroseconds", result.Residence);
            WriteErrors(json, result);
            WriteTimes(json, "slipMicroseconds", result.Slip);
            json.WriteNumber("loadCpuSeconds", result.CpuSeconds);
            if (result.IdleSeconds > 0)
            {
                json.WriteNumber("loadIdleSeconds", result.IdleSeconds);
            }

            if (result.FirstInvalidReason is string first)
            {
                json.WriteString("firstInvalidReason", first);
                json.WriteStartObject("invalidReasons");
                foreach ((string reason, long count) in result.InvalidReasons)
                {
                    json.WriteNumber(reason, count);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteTimes(Utf8JsonWriter json, string name, Histogram times)
    {
        if (times.Count > 0)
        {
            json.WriteStartObject(name);
            json.WriteNumber("p50", Microseconds(times.Percentile(0.5)));
            json.WriteNumber("p90", Microseconds(times.Percentile(0.9)));
            json.WriteNumber("p99", Microseconds(times.Percentile(0.99)));
            json.WriteNumber("p99_9", Microseconds(times.Percentile(0.999)));
            json.WriteNumber("max", Microseconds(times.Max));
            json.WriteNumber("mean", Microseconds(times.Mean));
            json.WriteEndObject();
        }
    }

    private static void WriteErrors(Utf8JsonWriter json, LoadResult result)
    {
        Histogram error = result.Error;
        if (error.Count > 0)
        {
            json.WriteStartObject("errorMicroseconds");
            json.WriteNumber("meanAbsolute", Microseconds(error.Mean));
            json.WriteNumber("p50", Microseconds(error.Percentile(0.5)));
            json.WriteNumber("p99", Microseconds(error.Percentile(0.99)));
            json.WriteNumber("max", Microseconds(error.Max));
            json.WriteNumber("mean", Microseconds(result.ErrorSum / error.Count));
            json.WriteEndObject();
        }
    }

    private static double PerSecond(LoadResult result) => result.Seconds > 0 ? result.Received / result.Seconds : 0;

    private static double Microseconds(double nanoseconds) => nanoseconds / NanosecondsPerMicrosecond;

    private static string Text(System.FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
