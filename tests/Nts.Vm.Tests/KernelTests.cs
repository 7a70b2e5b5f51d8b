using System;

namespace Nts.Vm;

/// <summary>The drivers and the appliance against a real kernel: tests/vm/init does the work, in one run for all of these.</summary>
public sealed class KernelTests(Machine machine) : IClassFixture<Machine>
{
    [SkippableFact]
    public void GpioLine_RealKernel_StampsCountsAndRefuses() => AssertGood("gpio");

    [SkippableFact]
    public void PpsDevice_OverAGpioLine_StampsEveryEdgeBetweenCauseAndEffect() => AssertGood("pps-gpio");

    [SkippableFact]
    public void PpsDevice_KernelTimer_WaitsForEachPulseAndShowsGaps() => AssertGood("pps-ktimer");

    [SkippableFact]
    public void ModemLine_CarrierOfAUsbPort_StampsBothEdges() => AssertGood("modem");

    [SkippableFact]
    public void Receiver_SerialPortAndGpioLine_LabelsEveryPulseRight() => AssertGood("receiver");

    [SkippableFact]
    public void Appliance_PortWithALoginShell_SaysWhoHasIt() => AssertGood("login");

    [SkippableFact]
    public void Appliance_SerialPortAndGpioLine_LocksItsClock() => AssertGood("appliance");

    [SkippableFact]
    public void Appliance_MachinesClock_IsWithin20MicrosecondsOfTheTruthAndAgainAfterOthersChangedIt() => AssertGood("steer");

    private void AssertGood(string check)
    {
        (string verdict, string all) = machine.Check(check);
        Assert.True(verdict.StartsWith("good", StringComparison.Ordinal) && !all.Contains("WRONG", StringComparison.Ordinal), $"{check}: {verdict}\n{all}");
    }
}
