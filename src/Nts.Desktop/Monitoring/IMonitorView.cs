using System.Threading;
using System.Threading.Tasks;

namespace Nts.Desktop.Monitoring;

/// <summary>How <c>nts monitor</c> shows what happens.</summary>
internal interface IMonitorView
{
    /// <summary>Something happened to a host; called for one at a time.</summary>
    void Update(int index, MonitorRow row);

    /// <summary>Shows what is to be shown, until the end.</summary>
    Task RunAsync(CancellationToken stop);
}
