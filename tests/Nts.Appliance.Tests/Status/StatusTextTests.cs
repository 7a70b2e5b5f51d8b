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

    private static StatusDocument Example(string state, bool simulated)
    {
        StatusDocument empty = StatusFileTests.Document(state, 0);
        return empty with
        {
            Clock = empty.Clock with { Reason = "pulses arrive", OffsetSigmaSeconds = 84e-9, RootDispersionSeconds = 22e-6 },
            Receiver = empty.Receiver with { Simulated = simulated, Reason = "5 satellites" },
            WhyNotLocked = state == "locked" ? null : "no pulse",
            NextStep = state == "locked" ? null : "look at the wire",
            Ntp = new() { ["nts"] = 3, ["malformed"] = 0 },
        };
    }
}
