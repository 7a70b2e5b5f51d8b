using System.Net.Sockets;
using System.Threading.Tasks;

namespace Nts.Interop.Harness;

/// <summary>Where a server answers.</summary>
/// <param name="Host">Its name or address; for a server <c>*</c> is every address.</param>
/// <param name="NtpPort">UDP port of NTP.</param>
/// <param name="KeyEstablishmentPort">TCP port of NTS-KE.</param>
internal sealed record ServerAddress(string Host, int NtpPort, int KeyEstablishmentPort)
{
    /// <summary>Waits until the NTS-KE port of a server in the machine's own network takes connections.</summary>
    public Task Listens() => Wait.Until(10, Connects, connected => connected, _ => $"{this} listens");

    private async Task<bool> Connects()
    {
        using TcpClient client = new();
        try
        {
            await client.ConnectAsync(Host, KeyEstablishmentPort);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
