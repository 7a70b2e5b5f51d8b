using System.Linq;
using BenchmarkDotNet.Attributes;
using Nts.Crypto;
using Nts.Ntp;
using Nts.Time;

namespace Nts.Bench;

/// <summary>What it costs to count a packet for its client, after its reply has left.</summary>
public class ClientTableBenchmarks
{
    private const int Packets = 4096;
    private static readonly RespondResult Answered = new(RespondAction.Answer, RespondReason.Nts, 48);

    private readonly ClientTable _table = new(ClientListing.Addresses, SystemRandom.Instance);
    private ClientAddress[] _from = [];

    /// <summary>A home, a network as large as the table, a flood.</summary>
    [Params(1, 256, 1_000_000)]
    public int Clients { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        uint state = 1;
        _from = [.. Enumerable.Range(0, Packets).Select(_ =>
        {
            state = unchecked((state * 1_664_525) + 1_013_904_223);
            uint client = state % (uint)Clients;
            return unchecked(ClientAddress.FromOctets([10, (byte)(client >> 16), (byte)(client >> 8), (byte)client]));
        })];
    }

    [Benchmark(OperationsPerInvoke = Packets)]
    public void Count()
    {
        foreach (ClientAddress from in _from)
        {
            _table.Count(from, Answered, MonotonicTime.FromNanoseconds(1_000_000_000));
        }
    }
}
