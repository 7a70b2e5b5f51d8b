using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Nts.Client;
using Nts.Time;

namespace Nts.Desktop.Monitoring;

/// <summary>A line for each thing that happens, in words or as JSON: for files and scripts.</summary>
internal sealed class LineView(TextWriter output, bool isJson, Func<MonotonicTime> now) : IMonitorView
{
    public void Update(int index, MonitorRow row)
    {
        output.WriteLine(isJson ? Json(row) : string.Join(' ', MonitorRow.Columns.Zip(row.Cells(now()), (column, cell) => Word(column.Name, cell))));
        output.Flush();
    }

    public async Task RunAsync(CancellationToken stop) => await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private static string Word(string name, string cell) => name is "name" or "state" ? cell : $"{name}={cell.Replace(" ", "", StringComparison.Ordinal)}";

    private static string Json(MonitorRow row)
    {
        AssociationStatus status = row.Report!.Status;
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            json.WriteString("name", row.Name);
            json.WriteString("server", row.Report.Server?.ToString());
            json.WriteString("state", status.State.ToString());
            json.WriteString("trouble", status.Trouble.ToString());
            json.WriteString("failure", row.Report.Failure);
            json.WriteNumber("reach", status.Reach);
            json.WriteNumber("pollSeconds", status.Poll.TotalSeconds);
            if (status.Best is FilteredSample best)
            {
                json.WriteNumber("stratum", status.Header.Stratum.Value);
                json.WriteString("referenceId", status.Header.ReferenceId.ToString());
                json.WriteNumber("offset", best.Offset.TotalSeconds);
                json.WriteNumber("delay", best.Delay.TotalSeconds);
                json.WriteNumber("jitter", best.Jitter.TotalSeconds);
                json.WriteNumber("rootDistance", status.RootDistance!.Value.TotalSeconds);
            }

            json.WriteNumber("cookies", status.Cookies);
            json.WriteNumber("naks", status.Naks);
            json.WriteNumber("sent", status.Sent);
            json.WriteNumber("accepted", status.Accepted);
            json.WriteNumber("keyEstablishments", status.KeyEstablishments);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
