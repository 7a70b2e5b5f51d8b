namespace Nts.Drivers.Linux;

/// <summary>A machine's two clocks as a test sets them; each reading takes a while.</summary>
internal sealed class FakeKernel
{
    /// <summary>How long the next readings take, nanoseconds; the last one stands for all that follow.</summary>
    public long[] Latencies { get; set; } = [0];

    public int Readings { get; private set; }

    public long Raw { get; set; } = 5_000_000_000;

    public long RealtimeMinusRaw { get; set; } = 1_790_000_000_000_000_000;

    public long ReadRaw()
    {
        Raw += Latencies[System.Math.Min(Readings++, Latencies.Length - 1)];
        return Raw;
    }

    public long ReadRealtime()
    {
        Raw += Latencies[System.Math.Min(Readings++, Latencies.Length - 1)];
        return Raw + RealtimeMinusRaw;
    }
}
