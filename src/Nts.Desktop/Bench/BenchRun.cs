using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Nts.Drivers.OpenSsl;

namespace Nts.Desktop.Bench;

/// <summary>One run of <c>nts bench</c>: 0 and a report, or 1 when the target is refused, cannot be reached, or gave an invalid reply.</summary>
/// <param name="options">What was asked for.</param>
/// <param name="output">Takes the report.</param>
/// <param name="error">Takes the reason of a failure.</param>
internal sealed class BenchRun(BenchOptions options, TextWriter output, TextWriter error)
{
    public async Task<int> RunAsync(CancellationToken stop)
    {
        try
        {
            IPAddress[] addresses = await Dns.GetHostAddressesAsync(options.Host, stop).ConfigureAwait(false);
            if (!MayLoad(addresses, options.IsOwned))
            {
                return Fail($"{options.Host} is not this machine: a load is for a server of your own; say so with --i-own-this-host");
            }

            LoadResult result = await LoadAsync(new IPEndPoint(addresses[0], options.Port), stop).ConfigureAwait(false);
            BenchReport.Write(output, options, result);
            return result.Received == 0 ? Fail(result.FirstInvalidReason ?? (result.Unsent > 0 ? "no reply: it seems that nobody listens there" : "no reply")) : result.Invalid > 0 ? 1 : 0;
        }
        catch (OperationCanceledException)
        {
            return Fail("stopped before it began");
        }
        catch (Exception e) when (e is BenchException or SocketException or IOException or TlsException)
        {
            return Fail(e.Message);
        }
    }

    /// <summary>Whether a load may go there: to this machine, or wherever the user says that the server is his.</summary>
    internal static bool MayLoad(IPAddress[] addresses, bool isOwned) => addresses.Length > 0 && (isOwned || addresses.All(IPAddress.IsLoopback));

    private async Task<LoadResult> LoadAsync(IPEndPoint server, CancellationToken stop)
    {
        if (options.Mode == BenchMode.Ke)
        {
            using TlsClient tls = options.CertificateFile is string file ? TlsClient.TrustingFile(file) : TlsClient.TrustingSystem();
            return new KeLoad(options, server, tls).Run(stop);
        }

        using UdpTarget target = await UdpTarget.OpenAsync(server, options, stop).ConfigureAwait(false);
        return target.Load.Run(stop);
    }

    private int Fail(string reason)
    {
        error.WriteLine(reason);
        return 1;
    }
}
