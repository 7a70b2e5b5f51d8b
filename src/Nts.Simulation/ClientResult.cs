using System;

namespace Nts.Simulation;

/// <summary>What a client made of the served clock: whether its own truth lay within the root distance that it computed.</summary>
public sealed class ClientResult
{
    private double _squares;
    private long _seconds;

    /// <summary>Answers that the client could use.</summary>
    public long Answers { get; internal set; }

    /// <summary>Seconds in which the truth lay outside its root distance.</summary>
    public long Dishonest { get; private set; }

    /// <summary>Largest share of the root distance that the error filled.</summary>
    public double WorstShare { get; private set; }

    /// <summary>Root of the mean square of the error that its clock would have with its measured offset applied; not a number without answers.</summary>
    public double Rms => Math.Sqrt(_squares / _seconds);

    /// <summary>Notes a second.</summary>
    /// <param name="error">Measured offset plus the client's true error, s.</param>
    /// <param name="rootDistance">What the client computed, s.</param>
    public void Sample(double error, double rootDistance)
    {
        _seconds++;
        _squares += error * error;
        Dishonest += Math.Abs(error) > rootDistance ? 1 : 0;
        WorstShare = Math.Max(WorstShare, Math.Abs(error) / rootDistance);
    }
}
