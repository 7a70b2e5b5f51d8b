namespace Nts.Image;

/// <summary>The Debian package, built, judged and put through its life on a clean Debian: tests/deb/run does the work, in one run for all of these.</summary>
[Collection(Lanes.Tools)]
public sealed class PackageTests(PackageTests.Run run) : IClassFixture<PackageTests.Run>
{
    [SkippableFact]
    public void Build_ForPcs_Succeeds() => run.AssertGood("build");

    [SkippableFact]
    public void Build_InAnotherPlace_HasTheSameBytes() => run.AssertGood("again");

    [SkippableFact]
    public void Lintian_WithAllItsOpinions_HasNothingToSay() => run.AssertGood("lintian");

    [SkippableFact]
    public void Install_CleanDebian_EnablesTheUnitsInPlaceOfTheOtherTimeDaemon() => run.AssertGood("install");

    [SkippableFact]
    public void Install_LibrariesOfThePrograms_AreAskedForByThePackage() => run.AssertGood("depends");

    [SkippableFact]
    public void Program_Installed_ChecksItsConfigurationAndSimulates() => run.AssertGood("program");

    [SkippableFact]
    public void Program_WithoutAndWithAReceiver_SaysWhyNotThenLocksAndShowsItsPage() => run.AssertGood("serve");

    [SkippableFact]
    public void Upgrade_ToALaterVersion_KeepsConfigurationIdentityAndChoiceOfUnits() => run.AssertGood("upgrade");

    [SkippableFact]
    public void Remove_Installed_KeepsConfigurationAndIdentity() => run.AssertGood("remove");

    [SkippableFact]
    public void Purge_Removed_LeavesNothingBehind() => run.AssertGood("purge");

    [SkippableFact]
    public void Install_OfAnotherTimeDaemon_RemovesThePackage() => run.AssertGood("replaced");

    /// <summary>The run that they share.</summary>
    public sealed class Run() : ScriptRun("tests/deb/run");
}
