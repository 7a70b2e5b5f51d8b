using System;
using Nts.Drivers.GpsPps.Simulation;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Setup;

/// <summary>The simulated u-blox receiver on a line in virtual time.</summary>
internal sealed class UbloxTalker(SimulatorOptions options) : ITalker
{
    private readonly SimulatedScript _script = new(options, PosixTime.FromSeconds(0));

    public SimulatedUblox Settings { get; } = new(options);

    public int BaudRate => Settings.BaudRate;

    /// <summary>It obeys a command to talk at another rate in words alone.</summary>
    public bool KeepsRate { get; init; }

    public byte[] Burst(long second) => SimulatedBurst.Compose(_script.At(second), _script.At(second + 1), Settings);

    public (byte[] Reply, int NextBaudRate) Answer(ReadOnlySpan<byte> bytes) => Settings.Answer(bytes);

    public void ChangeRate(int rate)
    {
        if (!KeepsRate)
        {
            Settings.ChangeRate(rate);
        }
    }
}
