using System;
using System.Collections.Generic;
using System.Threading;

namespace Nts.Drivers.Linux;

public sealed class ProcessorAffinityTests
{
    [Fact]
    public void Allowed_Unpinned_IsWhatDotnetCounts()
    {
        // .NET also counts what a control group grants, so it may count fewer.
        Assert.InRange(ProcessorAffinity.Allowed().Count, Environment.ProcessorCount, int.MaxValue);
    }

    [Fact]
    public void TryPin_AnyAllowed_LeavesTheThreadThereAlone()
    {
        foreach (int processor in ProcessorAffinity.Allowed())
        {
            Assert.Equal([processor], OnAThread(() => ProcessorAffinity.TryPin(processor) ? ProcessorAffinity.Allowed() : []));
        }

        Assert.NotEmpty(ProcessorAffinity.Allowed());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(8191)]
    [InlineData(100_000)]
    public void TryPin_NoSuchProcessor_RefusesAndChangesNothing(int processor)
    {
        IReadOnlyList<int> before = ProcessorAffinity.Allowed();
        Assert.Equal(before, OnAThread(() => ProcessorAffinity.TryPin(processor) ? [] : ProcessorAffinity.Allowed()));
    }

    private static IReadOnlyList<int> OnAThread(Func<IReadOnlyList<int>> ask)
    {
        IReadOnlyList<int> answer = [];
        Thread thread = new(() => answer = ask());
        thread.Start();
        thread.Join();
        return answer;
    }
}
