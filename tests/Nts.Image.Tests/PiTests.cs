namespace Nts.Image;

/// <summary>The image for Raspberry Pis on QEMU's "virt" board: tests/vm/image-arm64 does the work, in one run for all of these.</summary>
[Collection(Lanes.Tools)]
public sealed class PiTests(PiTests.Run run) : IClassFixture<PiTests.Run>
{
    [SkippableFact]
    public void Image_Start_HasSlotAForItsRoot() => run.AssertGood("root");

    [SkippableFact]
    public void DataPartition_LargerCard_Grows() => run.AssertGood("data");

    [SkippableFact]
    public void Units_Enabled_AreActive() => run.AssertGood("units");

    [SkippableFact]
    public void Image_Start_LeavesNoFailedUnit() => run.AssertGood("clean");

    [SkippableFact]
    public void PulseDevice_PulsesFromOutside_CountsThem() => run.AssertGood("pulses");

    [SkippableFact]
    public void Receiver_OnTheHeadersPort_IsHeard() => run.AssertGood("receiver");

    [SkippableFact]
    public void Image_ClientsRequest_IsAnswered() => run.AssertGood("ntp");

    /// <summary>The run that they share.</summary>
    public sealed class Run() : ScriptRun("tests/vm/image-arm64");
}
