using System;

namespace Nts.Appliance.Web.History;

/// <summary>The latest samples, one for each step of time: fixed memory, allocated once.</summary>
/// <param name="step">Seconds of a step.</param>
/// <param name="capacity">Steps that are kept.</param>
internal sealed class HistoryRing(int step, int capacity)
{
    private readonly float[] _values = new float[capacity * Sample.Channels];
    private readonly int[] _merged = new int[Sample.Channels];
    private long _first;
    private long _last = -1;

    /// <summary>Seconds of a step.</summary>
    public int Step => step;

    /// <summary>Number of the oldest step that is kept; greater than <see cref="Last"/> before the first sample.</summary>
    public long First => Math.Max(_first, _last - capacity + 1);

    /// <summary>Number of the latest step.</summary>
    public long Last => _last;

    /// <summary>A value; NaN when it is not known.</summary>
    public float this[long number, Channel channel] => _values[Index(number, (int)channel)];

    /// <summary>Takes a sample in. One of the past is dropped.</summary>
    /// <param name="second">Its second, counted from any beginning.</param>
    /// <param name="sample">One number for each channel.</param>
    public void Add(long second, ReadOnlySpan<float> sample)
    {
        long number = second / step;
        if (number < _last)
        {
            return;
        }

        if (number > _last)
        {
            Begin(number);
        }

        for (int channel = 0; channel < Sample.Channels; channel++)
        {
            Merge(ref _values[Index(number, channel)], ref _merged[channel], sample[channel], (Channel)channel);
        }
    }

    private static void Merge(ref float kept, ref int merged, float value, Channel channel)
    {
        if (float.IsNaN(value))
        {
            return;
        }

        merged++;
        kept = merged == 1 ? value : channel switch
        {
            Channel.OffsetLow => Math.Min(kept, value),
            Channel.OffsetHigh or Channel.Bound or Channel.Face => Math.Max(kept, value),
            _ => kept + ((value - kept) / merged),
        };
    }

    private void Begin(long number)
    {
        if (_last < 0)
        {
            (_first, _last) = (number, number - 1);
        }

        for (long missing = Math.Max(_last + 1, number - capacity + 1); missing <= number; missing++)
        {
            _values.AsSpan(Index(missing, 0), Sample.Channels).Fill(float.NaN);
        }

        _last = number;
        Array.Clear(_merged);
    }

    private int Index(long number, int channel) => (int)(number % capacity * Sample.Channels) + channel;
}
