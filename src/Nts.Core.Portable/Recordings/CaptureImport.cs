using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Nts.Discipline;
using Nts.Gnss;
using Nts.Time;

namespace Nts.Recordings;

/// <summary>Makes a recording of a capture that has bytes alone: arrival times from a baud rate, and a pulse at each whole second.</summary>
/// <remarks>
/// Messages of one epoch go out together, after the pulse of its second; where the epoch does not stand in the messages (before a fix, or in a
/// protocol that is not spoken here) bytes follow each other as fast as the line carries them. Lines that start with # are gpsd's comments.
/// </remarks>
public static class CaptureImport
{
    private const int BitsPerByte = 10;
    private const int UsualLeapSeconds = 18;
    private const int Portion = 16;

    /// <summary>Messages of one epoch differ by less.</summary>
    private const int SameEpoch = 50;

    /// <summary>A longer gap in the receiver's time is a jump, which takes no time.</summary>
    private const int LongestGap = 60_000;

    private static readonly int[] BaudRates = [9600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600];

    /// <summary>Makes a recording of a capture.</summary>
    public static Recording Import(ReadOnlyMemory<byte> capture, CaptureOptions options)
    {
        List<Epoch> epochs = FindEpochs(capture.Span);
        int baudRate = options.BaudRate ?? FindBaudRate(epochs);
        string note = string.Create(
            CultureInfo.InvariantCulture,
            $"imported: a capture without arrival times; {baudRate} baud, the pulses, and {options.PulseDelay.TotalSeconds * 1e3:0} ms from pulse to first byte are made up");
        List<RecordedEvent> events = [.. Pieces(capture, epochs, baudRate, options.PulseDelay), .. Pulses(epochs)];
        return new Recording([
            new RecordedEvent(RecordedKind.Note, default) { Bytes = Encoding.UTF8.GetBytes(note) },
            new RecordedEvent(RecordedKind.Note, default) { Bytes = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"baud: {baudRate}")) },
            .. events.OrderBy(e => e.At)]);
    }

    private static List<Epoch> FindEpochs(ReadOnlySpan<byte> capture)
    {
        int leapSeconds = FindLeapSeconds(capture);
        List<Epoch> epochs = [];
        int? last = null;

        // The first second is for the pulse before the first byte.
        long time = 1000;
        Epoch current = new(time, []);
        for (Pieces pieces = new(capture); pieces.MoveNext();)
        {
            int? tag = pieces.EpochTag(leapSeconds);
            int step = tag is int new_ && last is int old ? (((new_ - old) % EpochTag.Day) + EpochTag.Day) % EpochTag.Day : 0;
            if (tag is int first && last is null)
            {
                time += first % 1000;
                current = current with { Time = time };
            }
            else if (Math.Min(step, EpochTag.Day - step) >= SameEpoch)
            {
                epochs.Add(current);
                time = step <= LongestGap ? time + step : (((time / 1000) + 1) * 1000) + (tag!.Value % 1000);
                current = new(time, []);
            }

            last = tag ?? last;
            current.Add(pieces.Current);
        }

        return [.. epochs, current];
    }

    private static int FindLeapSeconds(ReadOnlySpan<byte> capture)
    {
        int? found = null;
        for (Pieces pieces = new(capture); pieces.MoveNext();)
        {
            found = pieces.LeapSeconds ?? found;
        }

        return found ?? UsualLeapSeconds;
    }

    /// <summary>The line is silent for longer than what ends a burst before the next epoch.</summary>
    private static int FindBaudRate(List<Epoch> epochs)
    {
        double silence = GnssDecoder.BurstGap.TotalSeconds * 1e3 * 1.1;
        double needed = epochs.Zip(epochs.Skip(1), (epoch, next) => (double)epoch.Length * BitsPerByte * 1000 / Math.Max(1, next.Time - epoch.Time - silence))
            .DefaultIfEmpty(0).Max();
        return BaudRates.FirstOrDefault(rate => rate >= needed, BaudRates[^1]);
    }

    private static IEnumerable<RecordedEvent> Pieces(ReadOnlyMemory<byte> capture, List<Epoch> epochs, int baudRate, NtpDuration delay)
    {
        MonotonicTime free = default;
        foreach (Epoch epoch in epochs)
        {
            MonotonicTime due = epoch.At + delay;
            free = free > due ? free : due;
            foreach (Range range in epoch.Ranges)
            {
                ReadOnlyMemory<byte> rest = capture[range];
                while (!rest.IsEmpty)
                {
                    int length = Math.Min(Portion, rest.Length);
                    yield return new RecordedEvent(RecordedKind.Bytes, free) { Bytes = rest[..length] };
                    free += NtpDuration.FromSeconds((double)length * BitsPerByte / baudRate);
                    rest = rest[length..];
                }
            }
        }
    }

    private static IEnumerable<RecordedEvent> Pulses(List<Epoch> epochs)
    {
        if (epochs.Count < 2)
        {
            yield break;
        }

        uint sequence = 0;
        for (long second = epochs[0].Time / 1000; second <= epochs[^1].Time / 1000; second++)
        {
            MonotonicTime at = MonotonicTime.FromNanoseconds(second * 1_000_000_000);
            yield return new RecordedEvent(RecordedKind.Edge, at) { Edge = new PulseEdge(PosixTime.FromNanoseconds(at.Nanoseconds), at, sequence++) };
        }
    }

    /// <param name="Time">Milliseconds from the start of the recording; whole seconds are the receiver's.</param>
    /// <param name="Ranges">What the capture holds of it.</param>
    private readonly record struct Epoch(long Time, List<Range> Ranges)
    {
        public int Length => Ranges.Sum(range => range.End.Value - range.Start.Value);

        public void Add(Range piece)
        {
            if (Ranges.Count > 0 && Ranges[^1].End.Equals(piece.Start))
            {
                Ranges[^1] = Ranges[^1].Start..piece.End;
            }
            else
            {
                Ranges.Add(piece);
            }
        }

        public MonotonicTime At => MonotonicTime.FromNanoseconds(Time * 1_000_000);
    }
}
