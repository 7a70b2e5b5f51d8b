namespace Nts.Image;

/// <summary>The update's scripts as they stand on the box, and its bundles: tests/image/update-scripts does the work, in one run for all of these.</summary>
[Collection(Lanes.Tools)]
public sealed class UpdateScriptTests(UpdateScriptTests.Run run) : IClassFixture<UpdateScriptTests.Run>
{
    [SkippableFact]
    public void Slots_SystemdBoot_AreTriedOnceAndKeptByOneByte() => run.AssertGood("pc");

    [SkippableFact]
    public void Slots_RaspberryPisFirmware_AreTriedOnceAndKeptByOneByte() => run.AssertGood("pi");

    [SkippableFact]
    public void Trial_OfAnUpdate_EndsWithWhatServes() => run.AssertGood("trial");

    [SkippableFact]
    public void Command_FileOrBack_RecordsAndRestartsOrRefuses() => run.AssertGood("command");

    [SkippableFact]
    public void KernelFiles_OfANewRoot_FillTheSlotOrSayThatThereIsNoRoom() => run.AssertGood("kernel");

    [SkippableFact]
    public void Bundle_OfAnotherKeyOrWithAnotherByte_IsRefused() => run.AssertGood("bundle");

    /// <summary>The run that they share.</summary>
    public sealed class Run() : ScriptRun("tests/image/update-scripts");
}
