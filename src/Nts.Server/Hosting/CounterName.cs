using System;
using System.Collections.Frozen;
using System.Linq;

namespace Nts.Server.Hosting;

/// <summary>Names of counters from enumeration values: <c>TimedOut</c> is <c>timed-out</c>.</summary>
public static class CounterName
{
    /// <summary>The value in lower case, with a hyphen where a word begins. Allocates nothing but the first time for a type.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Names<T>.All.TryGetValue(value, out string? name) ? name : Compose(value);

    private static string Compose<T>(T value)
        where T : struct, Enum =>
        string.Concat(value.ToString().Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> All = Enum.GetValues<T>().Distinct().ToFrozenDictionary(value => value, Compose);
    }
}
