using System;
using System.Text;
using Nts.Discipline;
using Nts.Time;

namespace Nts.Recordings;

/// <summary>Something that happened at a receiver.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">When, counted from the start of the recording; of bytes, when the first of them arrived.</param>
public readonly record struct RecordedEvent(RecordedKind Kind, MonotonicTime At)
{
    /// <summary>The bytes of <see cref="RecordedKind.Bytes"/>, the UTF-8 text of <see cref="RecordedKind.Note"/>.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>The edge of <see cref="RecordedKind.Edge"/>.</summary>
    public PulseEdge Edge { get; init; }

    /// <summary>The text of <see cref="RecordedKind.Note"/>.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes.Span);
}
