using System;
using System.Threading;
using System.Threading.Tasks;
using Nts.Time;
using Spectre.Console;

namespace Nts.Desktop.Monitoring;

/// <summary>A table that is drawn anew once a second: for people at a terminal.</summary>
internal sealed class TableView(MonitorRow[] rows, Func<MonotonicTime> now, TimeProvider time) : IMonitorView
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();

    public void Update(int index, MonitorRow row)
    {
        lock (_lock)
        {
            rows[index] = row;
        }
    }

    public Task RunAsync(CancellationToken stop) => AnsiConsole.Live(Draw()).StartAsync(async live =>
    {
        while (!stop.IsCancellationRequested)
        {
            live.UpdateTarget(Draw());
            await Task.Delay(Period, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        live.UpdateTarget(Draw());
    });

    private Table Draw()
    {
        Table table = new() { Border = TableBorder.None };
        foreach ((string name, bool isNumber) in MonitorRow.Columns)
        {
            table.AddColumn(new TableColumn(name)
            {
                Alignment = isNumber ? Justify.Right : Justify.Left,
                NoWrap = name != "state",
                Padding = new Padding(0, 0, 2, 0),
            });
        }

        lock (_lock)
        {
            foreach (MonitorRow row in rows)
            {
                table.AddRow(Array.ConvertAll(row.Cells(now()), Markup.Escape));
            }
        }

        return table;
    }
}
