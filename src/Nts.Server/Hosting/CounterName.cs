using System;
using System.Linq;

namespace Nts.Server.Hosting;

/// <summary>Names of counters from enumeration values: <c>TimedOut</c> is <c>timed-out</c>.</summary>
public static class CounterName
{
    /// <summary>The value in lower case, with a hyphen where a word begins.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum =>
        string.Concat(value.ToString().Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
