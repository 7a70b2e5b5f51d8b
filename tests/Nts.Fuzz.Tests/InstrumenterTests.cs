using System.IO;

namespace Nts.Fuzz;

/// <summary>The fuzzer itself: that its copy of the core is watched, and that being watched leads it to what chance does not find.</summary>
public sealed class InstrumenterTests
{
    private const int Seed = 1;

    [Fact]
    public void Find_CoreAsItShips_IsNotInstrumented() => Assert.Null(CoverageMap.Find());

    [Fact]
    public void Run_FromNothing_FindsItsWayIntoAKeyRing()
    {
        string directory = Directory.CreateTempSubdirectory("nts-fuzz-").FullName;
        try
        {
            InstrumentedContext context = new();
            Assert.InRange(context.Blocks, 1_000, 1_000_000);
            int failures = context.Run(typeof(FuzzRun), nameof(FuzzRun.Run), "key-ring", 3.0, Seed, directory, directory);
            Assert.Equal(0, failures);
            Assert.InRange(Corpus.Load(directory, "key-ring").Count, 5, 10_000);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
