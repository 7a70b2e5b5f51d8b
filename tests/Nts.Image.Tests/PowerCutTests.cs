namespace Nts.Image;

/// <summary>Power cuts at random moments; <c>tests/vm/image power-cut 50</c> does as many as one likes.</summary>
[Collection(Lanes.Pc)]
public sealed class PowerCutTests(PowerCutTests.Run run) : IClassFixture<PowerCutTests.Run>
{
    [SkippableFact]
    public void Image_PowerCuts_ComesBackLockedAsWhoItWas() => run.AssertGood("power-cut");

    /// <summary>Two of them: one in the first start, one while it serves.</summary>
    public sealed class Run() : ScriptRun("tests/vm/image", "power-cut", "2");
}
