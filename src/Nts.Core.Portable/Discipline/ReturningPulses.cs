using System;

namespace Nts.Discipline;

/// <summary>The first pulses after a silence, until enough of them agree.</summary>
/// <remarks>After a silence a single pulse cannot be judged: the clock may be off by more than an interrupt is held up. So it takes a majority.</remarks>
internal sealed class ReturningPulses
{
    /// <summary>Pulses among which a majority must agree before the clock follows them.</summary>
    private const int ToFollow = 5;

    /// <summary>Pulses among which nearly all must agree before they contradict the clock.</summary>
    private const int ToContradict = 10;
    private const int AgreeingToContradict = 8;

    private readonly Mark[] _marks = new Mark[ToContradict];
    private int _count;

    /// <summary>The pulses, oldest first.</summary>
    public ReadOnlySpan<Mark> Marks => _marks.AsSpan(0, _count);

    /// <summary>Median of how far the pulses are from what was foretold, seconds.</summary>
    public double Median { get; private set; }

    /// <summary>Whether a majority agrees, so that the median is their truth.</summary>
    public bool MayBeFollowed { get; private set; }

    /// <summary>Whether so many agree that the clock is wrong if it is not there.</summary>
    public bool MayContradict { get; private set; }

    /// <summary>Takes a pulse in; the oldest goes when there are too many.</summary>
    /// <param name="pulse">The pulse.</param>
    /// <param name="surprise">Its phase minus the foretold one, seconds.</param>
    /// <param name="variance">Variance of its stamp, s².</param>
    /// <param name="agreement">Pulses agree with their median within this many seconds.</param>
    public void Add(in PulseMark pulse, double surprise, double variance, double agreement)
    {
        if (_count == ToContradict)
        {
            _marks.AsSpan(1).CopyTo(_marks);
            _count--;
        }

        _marks[_count++] = new Mark(pulse, surprise, variance);
        Span<double> sorted = stackalloc double[_count];
        for (int i = 0; i < _count; i++)
        {
            sorted[i] = _marks[i].Surprise;
        }

        sorted.Sort();
        Median = sorted[_count / 2];
        int agreeing = 0;
        for (int i = 0; i < _count; i++)
        {
            _marks[i].Agrees = Math.Abs(_marks[i].Surprise - Median) <= agreement;
            agreeing += _marks[i].Agrees ? 1 : 0;
        }

        MayBeFollowed = _count >= ToFollow && agreeing * 2 > _count;
        MayContradict = _count == ToContradict && agreeing >= AgreeingToContradict;
    }

    /// <summary>Forgets the pulses.</summary>
    public void Clear() => _count = 0;

    /// <summary>One of the pulses.</summary>
    internal record struct Mark(PulseMark Pulse, double Surprise, double Variance)
    {
        /// <summary>Whether it agrees with the median.</summary>
        public bool Agrees { get; set; }
    }
}
