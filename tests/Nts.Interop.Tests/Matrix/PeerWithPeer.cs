using System.IO;
using System.Threading.Tasks;
using Nts.Interop.Harness;

namespace Nts.Interop.Matrix;

/// <summary>A peer asks another peer, as in a cell of the matrix it asks ours or ours asks it: whose failure is a failure?</summary>
internal static class PeerWithPeer
{
    private const int OtherPort = 11123;

    /// <summary>Starts the servers and the client.</summary>
    /// <returns>What the client says once it is good, or after so many seconds.</returns>
    public static async Task<(ClientReading Reading, string Log)> Run(Peer client, Peer server, Setup setup, int? aead, Network network, int seconds)
    {
        using TempDirectory directory = new();
        LabCertificates certificates = new(directory);
        Directory.CreateDirectory(directory["keys"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        (Host clientHost, Host serverHost, Host otherHost) = (await network.Host(), await network.Host(), await network.Host());
        ServerSetup serving = new(certificates, directory["keys"], setup == Setup.OtherPort ? OtherPort : 123);
        using INtsServer first = server.Server(serverHost.Place, setup == Setup.OtherHost ? serving with { NtpHost = otherHost.Name4 } : serving);
        await Wait.Until(10, () => Task.FromResult(Directory.GetFiles(serving.KeyDirectory).Length), count => count > 0, _ => $"cookie keys\n{first.Process.Log}");
        using INtsServer? second = setup == Setup.OtherHost ? server.Server(otherHost.Place, serving) : null;
        await Task.Delay(2000);
        string name = setup == Setup.IPv6 ? serverHost.Name6 : serverHost.Name4;
        using INtsClient asking = client.Client(clientHost.Place, new ClientSetup(name, ServerSetup.KeyPort, certificates.Ca, aead));
        ClientReading reading = ClientReading.None;
        for (int i = 0; i < seconds; i++)
        {
            await Task.Delay(1000);
            reading = await asking.Read();
            if (reading is { Selected: true, Cookies: 8, Good: >= 6 }) break;
        }
        return (reading, asking.Process.Log);
    }
}
