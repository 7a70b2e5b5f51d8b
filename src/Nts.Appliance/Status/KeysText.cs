using System.Collections.Generic;

namespace Nts.Appliance.Status;

/// <summary><c>nts-appliance keys</c>: the cookie keys by their ids, which are no secret.</summary>
internal static class KeysText
{
    /// <summary>Several lines without a line break at the end.</summary>
    public static string Render(StatusDocument status)
    {
        KeyStatus keys = status.Keys;
        List<(string, string)> rows =
        [
            ("Cookie keys", keys.Mode switch
            {
                "ratchet" => "ratchet: each is derived from the one before",
                "follow" => "follow: another server rotates",
                _ => "rotate: drawn here",
            }),
            ("Current key", $"{keys.CurrentId} for {StatusText.Length(keys.AgeSeconds)}"),
            ("Next rotation", keys.NextRotationSeconds is { } next ? $"in {StatusText.Length(next)}" : "when the other server rotates"),
            ("Keys to come", List(keys.UpcomingIds)),
            ("Former keys", List(keys.PreviousIds)),
            ("File", keys.File),
        ];
        if (keys.Problem is { } problem)
        {
            rows.Add(("PROBLEM", problem));
        }

        return Columns.Rows(rows);
    }

    private static string List(IReadOnlyList<string> ids) => ids.Count == 0 ? "none" : string.Join(", ", ids);
}
