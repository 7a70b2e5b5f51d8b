using System;

namespace Nts.Simulation;

/// <summary>Random numbers of a run, a stream for each part: what one part draws changes nothing for the others.</summary>
internal static class Streams
{
    public const int Oscillator = 1;
    public const int Warmth = 2;
    public const int Pulses = 3;
    public const int Receiver = 4;
    public const int Network = 5;

    /// <summary>The stream of a part; the same for the same seed.</summary>
    public static Random Of(int seed, int part) => new((seed * 1009) + part);
}
