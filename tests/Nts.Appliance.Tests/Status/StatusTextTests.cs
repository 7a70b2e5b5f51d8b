using System;

namespace Nts.Appliance.Status;

public sealed class StatusTextTests
{
    [Theory]
    [InlineData(84e-9, "84 ns")]
    [InlineData(-12.5e-6, "-12.5 us")]
    [InlineData(0.0714, "71.4 ms")]
    [InlineData(16, "16 s")]
    [InlineData(0, "0 ns")]
    public void Seconds_AnySize_TakesTheUnitThatSuits(double seconds, string text) => Assert.Equal(text, StatusText.Seconds(seconds));

    [Fact]
    public void Render_Locked_SaysSoFirst() =>
        Assert.StartsWith("locked, 84 ns, true error within 22 us\n", StatusText.Render(Example("locked", false)), StringComparison.Ordinal);

    [Fact]
    public void Render_NotLocked_SaysWhyFirst() =>
        Assert.StartsWith("not locked (acquiring): no pulse\nnext: look at the wire\n", StatusText.Render(Example("acquiring", false)), StringComparison.Ordinal);

    [Fact]
    public void Render_Holdover_SaysThatItIsStillServedAndHowWell()
    {
        StatusDocument holdover = Example("holdover", false);
        Assert.Equal("not locked (holdover, still served, true error within 22 us): no pulse", StatusText.Headline(holdover));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Render_Receiver_IsLabelledWhenSimulated(bool simulated) =>
        Assert.Equal(simulated, StatusText.Render(Example("locked", simulated)).Contains("SIMULATED", StringComparison.Ordinal));

    [Fact]
    public void Render_Counters_LeavesZerosOut()
    {
        string text = StatusText.Render(Example("locked", false));
        Assert.Contains("NTP packets       : nts 3\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_BeforeTheFirstPulse_GivesNoFiguresThatNobodyMeasured() =>
        Assert.Contains("Offset            : not measured yet\n", StatusText.Render(Example("cold", false)), StringComparison.Ordinal);

    [Fact]
    public void Render_WhatTheReceiverMeasures_IsShownAsFarAsItIsKnown()
    {
        StatusDocument document = Example("locked", false);
        document.Receiver.Identity = "u-blox ZED-F9T";
        document.Receiver.StrongestSignal = 44;
        document.Receiver.Antenna = "unknown";
        document.Receiver.Jamming = "none";
        document.Receiver.Survey = new() { IsActive = true, DurationSeconds = 320, AccuracyMetres = 2.54 };
        string text = StatusText.Render(document);
        Assert.Contains("It says it is     : u-blox ZED-F9T\n", text, StringComparison.Ordinal);
        Assert.Contains("in view, strongest signal 44 dB-Hz\nAntenna           : interference none\n", text, StringComparison.Ordinal);
        Assert.Contains("Survey            : under way for 320 s, position within 2.5 m\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_ReceiverThatTellsNothing_HasNoRowsAboutIt() =>
        Assert.DoesNotContain("Antenna", StatusText.Render(Example("locked", false)), StringComparison.Ordinal);

    private static StatusDocument Example(string state, bool simulated)
    {
        StatusDocument empty = StatusFileTests.Document(state, 0);
        return empty with
        {
            Clock = empty.Clock with { Leap = state is "locked" or "holdover" ? 0 : 3, Reason = "pulses arrive", OffsetSigmaSeconds = 84e-9, RootDispersionSeconds = 22e-6 },
            Receiver = empty.Receiver with { Simulated = simulated, Reason = "5 satellites" },
            WhyNotLocked = state == "locked" ? null : "no pulse",
            NextStep = state == "locked" ? null : "look at the wire",
            Ntp = new() { ["nts"] = 3, ["malformed"] = 0 },
        };
    }
}
