using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Nts.Crypto;
using Nts.Drivers.OpenSsl;
using Nts.Ntp;
using Nts.Server.KeyEstablishment;

namespace Nts.Desktop;

/// <summary>One run of <c>nts client</c>: 0 and two lines on standard output, or 1 and the stage that failed on standard error.</summary>
internal sealed class ClientRun(ClientOptions options, TextWriter output, TextWriter error)
{
    private static readonly TimeSpan KeyEstablishmentTimeout = TimeSpan.FromSeconds(15);

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        try
        {
            using TlsClient tls = options.CertificateFile is string file ? TlsClient.TrustingFile(file) : TlsClient.TrustingSystem();
            KeyEstablishmentClient client = new(tls, TimeProvider.System);
            Say($"key establishment with {options.Host} port {options.Port}");
            using KeyEstablishmentResult keys =
                await client.RunAsync(options.Host, options.Port, options.Family, KeyEstablishmentTimeout, cancellation).ConfigureAwait(false);
            return keys.Stage == KeyEstablishmentStage.Done ? Query(keys) : Fail(Name(keys.Stage), keys.Failure);
        }
        catch (TlsException e)
        {
            return Fail("tls", e.Message);
        }
    }

    private int Query(KeyEstablishmentResult keys)
    {
        Say($"keys from {keys.Peer}: {keys.Session!.Algorithm}, {keys.Session.CookieCount} cookies");
        Say($"NTP server: {keys.NtpServer!.Host ?? "the same host"} port {keys.NtpServer.Port}");
        NtpQuery query = new(new HostClock(), SystemRandom.Instance, Say);
        if (!query.TryRun(keys, options.Family, out NtpQueryResult result))
        {
            return Fail("ntp", result.Failure);
        }

        NtpSample sample = result.Sample;
        Say($"reply: leap {sample.Header.Leap}, reference {sample.Header.ReferenceId}, delay {sample.Delay}, {sample.NewCookies} new cookies");
        ClientReport.Write(output, result, options.IsJson);
        return 0;
    }

    private static string Name(KeyEstablishmentStage stage) => stage switch
    {
        KeyEstablishmentStage.Resolve => "resolve",
        KeyEstablishmentStage.Connect => "connect",
        KeyEstablishmentStage.Tls => "tls",
        _ => "key establishment",
    };

    private int Fail(string stage, string reason)
    {
        error.WriteLine($"failure of {stage} stage: {reason}");
        return 1;
    }

    private void Say(string line)
    {
        if (options.IsVerbose)
        {
            error.WriteLine(line);
        }
    }
}
