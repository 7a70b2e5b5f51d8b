using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Nts.TestKit;

namespace Nts.Fuzz;

/// <summary>What tests/fuzz/run found once, and a little of what it would do, on the code as it ships.</summary>
public sealed class CorpusTests
{
    private const int Mutations = 5_000;
    private static readonly string Directory = Path.Combine(AppContext.BaseDirectory, "corpus");

    public static TheoryData<string> Names => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_WholeCorpus_BreaksNothing(string name)
    {
        IFuzzTarget target = FuzzTargets.All.Single(candidate => candidate.Name == name);
        IReadOnlyList<byte[]> corpus = Corpus.Load(Directory, name);
        Assert.True(corpus.Count > 10, $"{name} has {corpus.Count} inputs: start tests/fuzz/run {name}");
        Assert.All(corpus, input => AssertHolds(target, input, "corpus"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_MutatedCorpus_BreaksNothing(string name)
    {
        IFuzzTarget target = FuzzTargets.All.Single(candidate => candidate.Name == name);
        byte[][] corpus = [.. target.Seeds, .. Corpus.Load(Directory, name)];
        Seeded random = Seeded.Create();
        Mutator mutator = new(random, target.Dictionary, target.MaxLength);
        for (int i = 0; i < Mutations; i++)
        {
            AssertHolds(target, mutator.Mutate(corpus[random.Next(corpus.Length)], corpus[random.Next(corpus.Length)]), random.ToString());
        }
    }

    private static void AssertHolds(IFuzzTarget target, byte[] input, string origin)
    {
        string? failure = FuzzRun.Failure(target, input);
        Assert.True(failure is null, $"{target.Name}: {failure}, {origin}: {Hex.Text(input)}");
    }
}
