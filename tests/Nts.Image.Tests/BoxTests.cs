namespace Nts.Image;

/// <summary>The built image as a box in QEMU: tests/vm/image does the work, in one run for all of these.</summary>
[Collection(Lanes.Pc)]
public sealed class BoxTests(BoxTests.Run run) : IClassFixture<BoxTests.Run>
{
    [SkippableFact]
    public void Image_PowerOn_ServesLockedTime() => run.AssertGood("start");

    [SkippableFact]
    public void Image_ChronydOfTheHost_GetsAuthenticatedTime() => run.AssertGood("client");

    [SkippableFact]
    public void Image_Page_IsOnPort80() => run.AssertGood("page");

    [SkippableFact]
    public void Image_Start_LeavesNoFailedUnitAndNoWarning() => run.AssertGood("clean");

    [SkippableFact]
    public void Units_UnderRealSystemd_AreBelowTwoAndSteerTheClock() => run.AssertGood("units");

    [SkippableFact]
    public void Units_Reload_Succeeds() => run.AssertGood("reload");

    [SkippableFact]
    public void DataPartition_LargerCard_Grows() => run.AssertGood("grown");

    [SkippableFact]
    public void DataPartition_FullAfterPowerCut_KeepsTheIdentity() => run.AssertGood("full");

    [SkippableFact]
    public void Ssh_WithoutAKey_IsOff() => run.AssertGood("no-login");

    [SkippableFact]
    public void Ssh_OwnersKeyOnTheBootPartition_LetsInEvenWithAFullDataPartition() => run.AssertGood("login");

    /// <summary>The run that they share.</summary>
    public sealed class Run() : ScriptRun("tests/vm/image");
}
