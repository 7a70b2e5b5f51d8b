using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>Who can say, beside the receiver's messages, which second an edge marks: a witness from outside, and the labels before the pulses stopped.</summary>
/// <param name="witness">The one from outside; null for none.</param>
/// <param name="count">Knows the leap seconds.</param>
internal sealed class SecondWitnesses(TimeWitness? witness, SecondCount count)
{
    /// <summary>A pulse that comes back may lie beside where it was, if a receiver had to find its time again; not by half a second.</summary>
    private static readonly NtpDuration MemoryUncertainty = NtpDuration.FromMilliseconds(300);
    private static readonly NtpDuration HalfASecond = NtpDuration.FromMilliseconds(500);

    private TimeWitness? _lastLabel;
    private bool _isContradictedByWitness;
    private long? _contradictedByLabels;

    /// <summary>The receiver's time minus that of the witness from outside, when they last contradicted each other.</summary>
    public NtpDuration Difference { get; private set; }

    /// <summary>What the last contradiction is to the user.</summary>
    public PairingState Why =>
        !_isContradictedByWitness ? PairingState.Disagreement
        : Difference.Magnitude < HalfASecond ? PairingState.PulseBesideSecond
        : PairingState.WitnessContradicts;

    /// <summary>An edge was labelled.</summary>
    public void OnLabel(long second, MonotonicTime at) => _lastLabel = new TimeWitness(PosixTime.FromSeconds(second), at, MemoryUncertainty);

    /// <summary>The numbers of edges have begun anew.</summary>
    public void OnRestart() => _contradictedByLabels = null;

    /// <summary>What the labels before the pulses stopped, and the witness, say to an edge's second. What the witness has contradicted
    /// stays so until it agrees: it does not become true while the witness grows unsure.</summary>
    public WitnessVerdict Judge(long edge, MonotonicTime at, long second)
    {
        PosixTime said = PosixTime.FromSeconds(second);
        WitnessVerdict byLabel = Judge(_lastLabel, said, at, out _);
        WitnessVerdict byWitness = Judge(witness, said, at, out NtpDuration difference);
        if (byWitness is WitnessVerdict.Contradicts)
        {
            Difference = difference;
            _isContradictedByWitness = true;
        }
        else if (byLabel is WitnessVerdict.Contradicts)
        {
            _contradictedByLabels = second - edge;
        }
        else if (byWitness is WitnessVerdict.Confirms || byLabel is WitnessVerdict.Confirms)
        {
            _isContradictedByWitness = false;
            _contradictedByLabels = null;
            return WitnessVerdict.Confirms;
        }

        return _isContradictedByWitness || _contradictedByLabels == second - edge ? WitnessVerdict.Contradicts : WitnessVerdict.Silent;
    }

    private WitnessVerdict Judge(TimeWitness? source, PosixTime said, MonotonicTime at, out NtpDuration difference)
    {
        difference = NtpDuration.Zero;
        if (source is not TimeWitness known || !known.IsSureAt(at))
        {
            return WitnessVerdict.Silent;
        }

        difference = (known with { Utc = count.ToContinuous(known.Utc) }).DifferenceAt(count.ToContinuous(said), at);
        NtpDuration uncertainty = known.UncertaintyAt(at);
        if (!count.MayLeapBetween(known.Utc, known.Utc + (at - known.At)))
        {
            return difference.Magnitude <= uncertainty ? WitnessVerdict.Confirms : WitnessVerdict.Contradicts;
        }

        // A witness from before a leap second that nobody announced would agree with a wrong second.
        return difference.Magnitude <= uncertainty ? WitnessVerdict.Silent : WitnessVerdict.Contradicts;
    }
}
