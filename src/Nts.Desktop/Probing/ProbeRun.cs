using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Nts.Drivers.OpenSsl;
using Nts.Server.Client;

namespace Nts.Desktop.Probing;

/// <summary>One run of <c>nts probe</c>: every rule in turn, one line for each.</summary>
/// <param name="options">What was asked for.</param>
/// <param name="report">Takes the findings.</param>
internal sealed class ProbeRun(ProbeOptions options, ProbeReport report)
{
    /// <summary>The rules, in the order in which they are checked.</summary>
    public static IEnumerable<Rule> Rules => [.. TlsRules.All, .. KeRules.All, .. KeRefusalRules.All, .. NtpRules.All, .. NtpRefusalRules.All];

    /// <summary>Checks all rules.</summary>
    /// <returns>As <see cref="ProbeReport.ExitCode"/>; 1 also when the server cannot be reached.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        try
        {
            using TlsClient tls = options.CertificateFile is string file ? TlsClient.TrustingFile(file) : TlsClient.TrustingSystem();
            IPAddress address = await ServerLookup.ResolveAsync(options.Host, options.Family, cancellation).ConfigureAwait(false);
            ProbeBench bench = new(options, new IPEndPoint(address, options.Port), tls, cancellation);
            await Task.Run(() => CheckAll(bench, cancellation), cancellation).ConfigureAwait(false);
            report.End();
            return report.ExitCode;
        }
        catch (Exception e) when (e is TlsException or SocketException or ProbeException)
        {
            report.Fail(e.Message);
            return 1;
        }
    }

    private void CheckAll(ProbeBench bench, CancellationToken cancellation)
    {
        // Without this nothing else can be found out.
        bench.Establish(bench.Plain);
        foreach (Rule rule in Rules)
        {
            cancellation.ThrowIfCancellationRequested();
            report.Add(rule, Check(rule, bench));
        }
    }

    private static Finding Check(Rule rule, ProbeBench bench)
    {
        try
        {
            return rule.Check(bench);
        }
        catch (ProbeException e)
        {
            return Finding.Skipped(e.Message);
        }
        catch (SocketException e)
        {
            return Finding.Skipped(e.Message);
        }
    }
}
