using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Nts.Crypto;
using Nts.Drivers.OpenSsl;
using Nts.Server.Client;
using Nts.Server.Hosting;
using Nts.Server.KeyEstablishment;

namespace Nts.Desktop.Monitoring;

/// <summary>One run of <c>nts monitor</c>: an association with each host, until somebody or something ends it.</summary>
internal sealed class MonitorRun(MonitorOptions options, IMonitorView view)
{
    private readonly Lock _lock = new();
    private readonly AssociationReport?[] _last = new AssociationReport?[options.Targets.Count];

    /// <summary>Runs all associations.</summary>
    /// <returns>0 when a person ends it; when a count or a time ends it, 1 if any host never gave usable time.</returns>
    /// <exception cref="TlsException">TLS cannot be set up.</exception>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        using TlsClient? tls = !options.Association.UsesNts ? null
            : options.CertificateFile is string file ? TlsClient.TrustingFile(file)
            : TlsClient.TrustingSystem();
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (options.Duration is TimeSpan duration)
        {
            stop.CancelAfter(duration);
        }

        Task[] running = [.. options.Targets.Select((target, index) => WatchAsync(target.Target, index, tls, stop.Token))];
        Task showing = view.RunAsync(stop.Token);

        // An exchange that is under way is not waited for: whoever says stop means now.
        await Task.WhenAny(Task.WhenAll(running), showing).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
        await showing.ConfigureAwait(false);
        lock (_lock)
        {
            return cancellation.IsCancellationRequested || _last.All(report => report?.Status.Best is not null) ? 0 : 1;
        }
    }

    private async Task WatchAsync(AssociationTarget target, int index, TlsClient? tls, CancellationToken stop)
    {
        KeyEstablishmentClient? keys = tls is null ? null : new(tls, TimeProvider.System, options.Aeads);
        using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using AssociationRunner runner = new(target, options.Association, keys, new HostClock(), TimeProvider.System, SystemRandom.Instance);
        await runner.RunAsync(report => Take(index, report, enough), enough.Token).ConfigureAwait(false);
    }

    private void Take(int index, AssociationReport report, CancellationTokenSource enough)
    {
        lock (_lock)
        {
            if (enough.IsCancellationRequested)
            {
                return;
            }

            _last[index] = report;
            view.Update(index, new(options.Targets[index].Name, report));
        }

        if (report.Status.Polls >= options.Polls)
        {
            enough.Cancel();
        }
    }
}
