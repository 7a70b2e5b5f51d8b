using System;
using System.Globalization;
using Nts.Crypto;

namespace Nts.TestKit;

/// <summary>Random numbers for tests: the seed comes from NTS_TEST_SEED or is drawn, and stands in every failure message.</summary>
public sealed class Seeded : Random, IRandomSource
{
    private Seeded(int seed)
        : base(seed) => Seed = seed;

    /// <summary>The seed that replays this run.</summary>
    public int Seed { get; }

    /// <summary>A generator with the seed of NTS_TEST_SEED, or a fresh one.</summary>
    public static Seeded Create() =>
        int.TryParse(Environment.GetEnvironmentVariable("NTS_TEST_SEED"), NumberStyles.Integer, CultureInfo.InvariantCulture, out int seed)
            ? new Seeded(seed)
            : new Seeded(Guid.NewGuid().GetHashCode());

    /// <summary>A generator that always gives the same numbers, for tests whose bytes must not vary.</summary>
    public static Seeded Fixed(int seed) => new(seed);

    /// <inheritdoc/>
    public void Fill(Span<byte> destination) => NextBytes(destination);

    /// <summary>The text that belongs into a failure message.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"NTS_TEST_SEED={Seed}");
}
