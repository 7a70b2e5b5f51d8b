using System;
using System.Globalization;
using System.Linq;
using Nts.Crypto;
using Nts.Nts;
using Nts.TestKit;

namespace Nts.Scale;

/// <summary>What clients, cookie keys and cookies cost in memory and time: <c>nts-scale</c> prints three tables in Markdown.</summary>
internal static class Program
{
    private const int Rounds = 5;
    private const int Requests = 1_600_000;
    private const int OfNts = 160_000;
    private const int MostClients = 10_000_000;

    private static readonly int[] Clients = [1, 1_000, 1_000_000, MostClients];
    private static readonly int[] PreviousKeys = [1, 7, KeyRing.MaxPreviousKeys];

    private static void Main()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        MeasureClients();
        MeasureKeys();
        MeasureCookies();
    }

    /// <summary>The best of several: whatever else the machine does only adds.</summary>
    private static double[] Best(int cases, Func<int, double> measure)
    {
        double[] best = [.. Enumerable.Repeat(double.MaxValue, cases)];
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < cases; i++)
            {
                best[i] = Math.Min(best[i], measure(i));
            }
        }

        return best;
    }

    private static void MeasureClients()
    {
        KeyRing ring = KeyRing.Create(1, SystemRandom.Instance);
        byte[] request = Scale.Requests.Interleaved();
        Server server = new(ring);
        server.Serve(request, Requests, 1);
        long heap = GC.GetTotalMemory(forceFullCollection: true);
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        server.Serve(request, MostClients, MostClients);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        long heapAfter = GC.GetTotalMemory(forceFullCollection: true);
        Console.WriteLine($"Managed heap before and after {MostClients:N0} clients: {heap:N0} and {heapAfter:N0} bytes; allocated for them: {allocated:N0} bytes.\n");

        // The address's digits come into all of them, so that one client costs that as well.
        double[] best = Best(Clients.Length, i => server.Serve(request, Requests, Clients[i]));
        Console.WriteLine("| clients | ns a plain interleaved request |\n| ---: | ---: |");
        for (int i = 0; i < Clients.Length; i++)
        {
            Console.WriteLine($"| {Clients[i]:N0} | {best[i]:0} |");
        }

        Console.WriteLine();
    }

    /// <summary>The client always comes with the oldest cookie that the server still opens.</summary>
    private static void MeasureKeys()
    {
        (Server Server, byte[] Request)[] cases = [.. PreviousKeys.Select(previous =>
        {
            KeyRing ring = KeyRing.Create(previous, SystemRandom.Instance);
            byte[] request = NtsRequests.Create(ring, AeadAlgorithm.AesSivCmac256, 1);
            for (int i = 0; i < previous; i++)
            {
                ring.Rotate(SystemRandom.Instance);
            }

            return (new Server(ring), request);
        })];
        double[] best = Best(cases.Length, i => cases[i].Server.Serve(cases[i].Request, OfNts, 1));
        Console.WriteLine("| cookie keys | ns an NTS request under the oldest |\n| ---: | ---: |");
        for (int i = 0; i < cases.Length; i++)
        {
            Console.WriteLine($"| {PreviousKeys[i] + 1} | {best[i]:0} |");
        }

        Console.WriteLine();
    }

    private static void MeasureCookies()
    {
        KeyRing ring = KeyRing.Create(1, SystemRandom.Instance);
        Server server = new(ring);
        byte[][] requests = [.. Enumerable.Range(1, NtsSession.MaxCookies).Select(cookies => NtsRequests.Create(ring, AeadAlgorithm.AesSivCmac256, cookies))];
        double[] best = Best(requests.Length, i => server.Serve(requests[i], OfNts, 1));
        Console.WriteLine("| cookies asked for | ns a request | ns more than with one cookie less |\n| ---: | ---: | ---: |");
        for (int i = 0; i < requests.Length; i++)
        {
            Console.WriteLine($"| {i + 1} | {best[i]:0} | {(i > 0 ? $"{best[i] - best[i - 1]:0}" : "")} |");
        }
    }
}
