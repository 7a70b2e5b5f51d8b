using System;
using System.Collections.Generic;
using System.Linq;
using Nts.Appliance.Status;
using Nts.Drivers.Displays;

namespace Nts.Appliance.Displays;

public sealed class FaceLinesTests
{
    private const string Fingerprint = "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF";
    private static readonly DateTime Sunday = new(2026, 11, 22, 12, 34, 56);

    [Fact]
    public void Of_Locked_SaysHowWell() =>
        Assert.Equal(["Sun 2026-11-22 UTC", "locked", "within 1.27 us", "offset +12 ns", "satellites 9 of 14"], Lines(DisplayStates.Locked(), FaceState.Locked, 0));

    [Fact]
    public void Of_Holdover_SaysForHowLong() =>
        Assert.Equal(["Sun 2026-11-22 UTC", "holdover", "within 18.4 us", "4.2 h left", "satellites 0 of 14"], Lines(DisplayStates.Holdover(), FaceState.Holdover, 0));

    [Fact]
    public void Of_SimulatedReceiver_SaysSo()
    {
        StatusDocument status = DisplayStates.Locked();
        status.Receiver.Simulated = true;
        Assert.Contains("SIMULATED receiver", Lines(status, FaceState.Locked, 0));
    }

    [Fact]
    public void Of_NotLocked_SaysWhyOnAsManyPagesAsItTakes()
    {
        Assert.Equal(["not locked: acquiring", "the receiver has no", "fix: 3 satellites in", "view, the strongest", "at 21 dB-Hz; then it"], Lines(DisplayStates.NotLocked(), FaceState.NotSynchronized, 0));
        Assert.Equal(["not locked: acquiring", "needs a minute"], Lines(DisplayStates.NotLocked(), FaceState.NotSynchronized, 5));
        Assert.Equal("the receiver has no", Lines(DisplayStates.NotLocked(), FaceState.NotSynchronized, 10)[1]);
    }

    [Fact]
    public void Of_NoTimekeeper_SaysWhyThatIs() =>
        Assert.Equal(
            ["no timekeeper", "no timekeeper", "publishes in", "/run/nts-appliance/st", "atus"],
            FaceLines.Of(new(default, null, "no timekeeper publishes in /run/nts-appliance/status"), FaceState.Absent, Sunday, "UTC", 0));

    [Fact]
    public void Of_Certificate_ShowsTheFingerprintInTurn()
    {
        StatusDocument status = DisplayStates.Locked();
        status.Certificate = new() { AuthorityFingerprint = Fingerprint, Fingerprint = Fingerprint };
        string[] whole = ["0011 2233 4455 6677", "8899 AABB CCDD EEFF", "0011 2233 4455 6677", "8899 AABB CCDD EEFF"];
        Assert.Equal("locked", Lines(status, FaceState.Locked, 4)[1]);
        Assert.Equal(["CA fingerprint SHA256", .. whole], Lines(status, FaceState.Locked, 5));
        Assert.Equal(["Certificate    SHA256", .. whole], Lines(status, FaceState.Locked, 10));
        Assert.Equal("locked", Lines(status, FaceState.Locked, 15)[1]);
    }

    [Fact]
    public void Of_EveryState_FitsIntoTheLines() => Assert.All(
        new[] { (DisplayStates.Locked(), FaceState.Locked), (DisplayStates.Holdover(), FaceState.Holdover), (DisplayStates.NotLocked(), FaceState.NotSynchronized) }
            .SelectMany(state => Enumerable.Range(0, 4).SelectMany(page => Lines(state.Item1, state.Item2, page * 5))),
        line => Assert.InRange(line.Length, 0, Ssd1306.LineLength));

    private static IReadOnlyList<string> Lines(StatusDocument status, FaceState state, long count) =>
        FaceLines.Of(new(default, status, null), state, Sunday, "UTC", count);
}
