using Nts.Time;

namespace Nts.Discipline;

/// <summary>The last frequency commands, so that a pulse that is handled late is judged by the steering at its edge.</summary>
/// <remarks>Phase of the free-running clock = measured offset of the steered clock + what steering has added since the start.</remarks>
internal sealed class SteeringLog
{
    /// <summary>Commands kept; at two a second and pulses that are at most a second old, plenty.</summary>
    private const int Capacity = 16;

    private readonly Entry[] _entries = new Entry[Capacity];
    private int _count;

    /// <summary>Notes that the clock runs with a frequency from a moment on.</summary>
    public void Add(MonotonicTime at, FrequencyOffset frequency)
    {
        _entries[_count % Capacity] = new Entry(at, AddedUntil(at), frequency.Ratio);
        // Below twice the capacity, so that it neither overflows nor looks empty.
        _count = _count + 1 < 2 * Capacity ? _count + 1 : Capacity;
    }

    /// <summary>Seconds that frequency commands have added to the clock until a moment.</summary>
    public double AddedUntil(MonotonicTime moment)
    {
        if (_count == 0)
        {
            return 0;
        }

        int oldest = _count > Capacity ? _count - Capacity : 0;
        int i = _count - 1;
        while (i > oldest && _entries[i % Capacity].At > moment)
        {
            i--;
        }

        Entry entry = _entries[i % Capacity];
        return entry.Added + ((moment - entry.At).TotalSeconds * entry.Frequency);
    }

    private readonly record struct Entry(MonotonicTime At, double Added, double Frequency);
}
