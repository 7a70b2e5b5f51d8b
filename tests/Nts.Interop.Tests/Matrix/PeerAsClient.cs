using System;
using System.Threading.Tasks;
using Nts.Interop.Harness;

namespace Nts.Interop.Matrix;

/// <summary>A cell in which the peer asks ours.</summary>
internal static class PeerAsClient
{
    private const int Polls = 6;
    private const int Seconds = 60;
    private const int MaxLost = 2; // one under way, and one that a busy machine answered too late

    // Ours and the peer read the same clock of the machine, ours through a software clock; far above what a busy machine adds.
    private const double MaxOffset = 0.1;

    /// <summary>Passes when the peer itself says that it has authentic time and full stocks.</summary>
    public static async Task Run(Cell cell, Host host, OurServers servers)
    {
        bool isNts = cell.Setup != Setup.WithoutNts;
        int cookies = isNts ? 8 : 0;
        using INtsClient client = cell.Peer.Client(host.Place, servers.DoorOf(cell));

        ClientReading reading = await Wait.Until(
            Seconds, client.Read, r => r.Good >= Polls && r.Selected && r.Cookies == cookies, r => $"{r}\n{client.Process.Log}\n--- servers\n{servers}");

        Assert.True(reading is { Refused: 0, Lost: <= MaxLost } && reading.Authenticated == isNts, $"{reading}\n{client.Process.Log}");
        Assert.Equal(cell.Aead ?? 0, reading.Aead ?? cell.Aead ?? 0); // where the peer does not say: our door had no other
        Assert.InRange(Math.Abs(reading.Offset ?? double.NaN), 0, MaxOffset);
    }
}
