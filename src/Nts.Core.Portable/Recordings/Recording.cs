using System.Collections.Generic;
using System.Linq;
using Nts.Time;

namespace Nts.Recordings;

/// <summary>What came from a receiver, with the moments at which it came: docs/recording-format.md.</summary>
/// <param name="Events">In the order in which they were recorded; an edge may come a little after bytes that are younger.</param>
public sealed record Recording(IReadOnlyList<RecordedEvent> Events)
{
    /// <summary>Why the file could not be read to its end, with the offset; null when it could.</summary>
    public string? Damage { get; init; }

    /// <summary>From the first event to the last.</summary>
    public NtpDuration Length => Events.Count == 0 ? NtpDuration.Zero : Events.Max(e => e.At) - Events.Min(e => e.At);

    /// <summary>The facts that were noted.</summary>
    public IEnumerable<string> Notes => Events.Where(e => e.Kind is RecordedKind.Note).Select(e => e.Text);
}
