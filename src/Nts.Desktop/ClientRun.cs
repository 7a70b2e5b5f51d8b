using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Nts.Desktop.Decoding;
using Nts.Drivers.OpenSsl;
using Nts.KeyEstablishment;
using Nts.Server.Hosting;
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
            SessionKeys secrets = new();
            using TlsClient tls = options.CertificateFile is string file ? TlsClient.TrustingFile(file) : TlsClient.TrustingSystem();
            ITlsClient spoken = options.IsVerbose ? new ObservedTls(tls, secrets, error) : tls;
            KeyEstablishmentClient client = new(spoken, TimeProvider.System, options.Aeads);
            Say($"key establishment with {options.Host} port {options.Port}");
            using KeyEstablishmentResult keys =
                await client.RunAsync(options.Host, options.Port, options.Family, KeyEstablishmentTimeout, cancellation).ConfigureAwait(false);
            if (keys.Stage != KeyEstablishmentStage.Done)
            {
                return Fail(Name(keys.Stage), keys.Failure);
            }

            Say($"keys from {keys.Peer}: {keys.Session!.Algorithm}, {keys.Session.CookieCount} cookies");
            NtpQuery query = new(new HostClock(), secrets, options.IsVerbose ? error : null);
            NtpQueryResult result = await query.RunAsync(keys, options.Family, options.Cookies, cancellation).ConfigureAwait(false);
            if (result.Failure.Length > 0)
            {
                return Fail("ntp", result.Failure);
            }

            ClientReport.Write(output, result, keys, options.IsJson);
            return 0;
        }
        catch (TlsException e)
        {
            return Fail("tls", e.Message);
        }
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
