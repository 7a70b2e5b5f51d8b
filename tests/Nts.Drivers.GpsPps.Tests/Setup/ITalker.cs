using System;

namespace Nts.Drivers.GpsPps.Setup;

/// <summary>A receiver at the far end of a line, in virtual time.</summary>
internal interface ITalker
{
    /// <summary>The rate at which it talks and listens now.</summary>
    int BaudRate { get; }

    /// <summary>What it sends about a second.</summary>
    byte[] Burst(long second);

    /// <summary>What it answers to bytes, and the rate at which it talks after that.</summary>
    (byte[] Reply, int NextBaudRate) Answer(ReadOnlySpan<byte> bytes);

    /// <summary>The answer has been sent.</summary>
    void ChangeRate(int rate);
}
