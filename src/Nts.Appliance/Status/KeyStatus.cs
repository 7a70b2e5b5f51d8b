using System.Collections.Generic;

namespace Nts.Appliance.Status;

/// <summary>The cookie keys. Their ids stand in every cookie and are no secret.</summary>
internal sealed record KeyStatus
{
    /// <summary><c>rotate</c>, <c>ratchet</c> or <c>follow</c>, as in <c>[nts-ke] cookie-keys</c>.</summary>
    public string Mode { get; set; } = string.Empty;

    /// <summary>Where they survive a restart, or are read from.</summary>
    public string File { get; set; } = string.Empty;

    /// <summary>Id of the key that seals new cookies, eight hexadecimal digits.</summary>
    public string CurrentId { get; set; } = string.Empty;

    /// <summary>How long that has been so, in running time of whoever rotates; where another process does, as of the last time it wrote.</summary>
    public double AgeSeconds { get; set; }

    /// <summary>When the next key takes its place; null where another process decides.</summary>
    public double? NextRotationSeconds { get; set; }

    /// <summary>Ids of former keys that still open cookies, from new to old.</summary>
    public IReadOnlyList<string> PreviousIds { get; set; } = [];

    /// <summary>Ids of the keys to come, from near to far.</summary>
    public IReadOnlyList<string> UpcomingIds { get; set; } = [];

    /// <summary>Why they cannot be stored, or followed; null when they can.</summary>
    public string? Problem { get; set; }
}
