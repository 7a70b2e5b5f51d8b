using System;
using System.Collections.Generic;
using System.Linq;
using Nts.Appliance.Status;

namespace Nts.Appliance.Alarms;

/// <summary>What each alarm makes of a published state.</summary>
public sealed class AlarmTableTests
{
    private static readonly Dictionary<string, Action<StatusDocument>> Changes = new()
    {
        ["nothing"] = _ => { },
        ["holdover"] = s => (s.Clock.State, s.WhyNotLocked, s.NextStep) = ("holdover", "no usable pulse lately", "look at the antenna"),
        ["lost"] = s => (s.Clock.State, s.Clock.Leap, s.WhyNotLocked) = ("lost", 3, "the error can no longer be bounded well enough"),
        ["locked in doubt"] = s => (s.Clock.Leap, s.Leap.Problem) = (3, "nobody can tell the second"),
        ["antenna unknown"] = s => s.Receiver.Antenna = "unknown",
        ["antenna not told"] = s => s.Receiver.Antenna = null,
        ["antenna not told, not locked"] = s => (s.Receiver.Antenna, s.Clock.State) = (null, "holdover"),
        ["antenna open"] = s => s.Receiver.Antenna = "open",
        ["antenna short"] = s => s.Receiver.Antenna = "short",
        ["jamming warning"] = s => s.Receiver.Jamming = "warning",
        ["jamming critical"] = s => s.Receiver.Jamming = "critical",
        ["spoofing indicated"] = s => s.Receiver.Spoofing = "indicated",
        ["spoofing affirmed"] = s => s.Receiver.Spoofing = "affirmed",
        ["certificate for 29 days"] = s => s.Certificate!.NotAfter = "2026-12-21T12:00:01Z",
        ["certificate for less than 29 days"] = s => s.Certificate!.NotAfter = "2026-12-21T11:59:59Z",
        ["certificate for less than 7 days"] = s => s.Certificate!.NotAfter = "2026-11-29T11:59:59Z",
        ["certificate ended"] = s => s.Certificate!.NotAfter = "2026-11-22T11:59:59Z",
        ["certificate ended by a clock that is not synchronised"] = s => (s.Clock.Leap, s.Certificate!.NotAfter) = (3, "2026-11-22T11:59:59Z"),
        ["90 days' certificate for 27 days"] = s => (s.Certificate!.NotBefore, s.Certificate.NotAfter) = ("2026-09-20T13:00:00Z", "2026-12-19T13:00:00Z"),
        ["90 days' certificate for less than 27 days"] = s => (s.Certificate!.NotBefore, s.Certificate.NotAfter) = ("2026-09-20T11:00:00Z", "2026-12-19T11:00:00Z"),
        ["6 days' certificate for 2 days"] = s => (s.Certificate!.NotBefore, s.Certificate.NotAfter) = ("2026-11-18T12:00:00Z", "2026-11-24T12:00:00Z"),
        ["6 days' certificate for half a day"] = s => (s.Certificate!.NotBefore, s.Certificate.NotAfter) = ("2026-11-17T00:00:00Z", "2026-11-23T00:00:00Z"),
        ["certificate to mend"] = s => s.Certificate!.Advice = "others can read its private key",
        ["certificate refused"] = s => s.Certificate!.Problem = "the key does not fit",
        ["no certificate"] = s => (s.Certificate, s.KeyEstablishmentState) = (null, "not serving: no such file"),
        ["cookie keys not stored"] = s => s.Keys.Problem = "they cannot be written to /var",
        ["table for less than 60 days"] = s => s.Leap.TableExpires = "2027-01-21T11:59:59Z",
        ["table expired"] = s => s.Leap.TableExpires = "2026-06-28T00:00:00Z",
        ["table expired by a clock that is not synchronised"] = s => (s.Clock.Leap, s.Leap.TableExpires) = (3, "2026-06-28T00:00:00Z"),
        ["conflict"] = s => s.Leap.Problem = "the receiver announces one, the table does not",
        ["others"] = s => s.Clock.Others = "chronyd (process 7) steers the clock, too",
        ["software clock"] = s => s.Clock.SteersSystemClock = false,
    };

    [Theory]
    [InlineData("clock", "nothing", 0, "locked, 84 ns")]
    [InlineData("clock", "holdover", 1, "no usable pulse lately (next: look at the antenna)")]
    [InlineData("clock", "lost", 2, "not locked (lost): the error can no longer be bounded")]
    [InlineData("clock", "locked in doubt", 2, "nobody can tell the second")]
    [InlineData("antenna", "nothing", 0, "antenna: ok")]
    [InlineData("antenna", "antenna unknown", 0, "antenna: unknown")]
    [InlineData("antenna", "antenna not told", 0, "antenna: unknown")]
    [InlineData("antenna", "antenna not told, not locked", null, null)]
    [InlineData("antenna", "antenna open", 1, "antenna: open, by u-blox ZED-F9T")]
    [InlineData("antenna", "antenna short", 2, "antenna: short")]
    [InlineData("jamming", "nothing", 0, "interference: none")]
    [InlineData("jamming", "jamming warning", 1, "interference: warning")]
    [InlineData("jamming", "jamming critical", 2, "interference: critical")]
    [InlineData("spoofing", "nothing", 0, "counterfeit signals: none")]
    [InlineData("spoofing", "spoofing indicated", 1, "counterfeit signals: indicated")]
    [InlineData("spoofing", "spoofing affirmed", 2, "counterfeit signals: affirmed")]
    [InlineData("certificate", "nothing", 0, "valid until")]
    [InlineData("certificate", "certificate for 29 days", 0, "valid until")]
    [InlineData("certificate", "certificate for less than 29 days", 1, "valid until")]
    [InlineData("certificate", "certificate for less than 7 days", 2, "valid until")]
    [InlineData("certificate", "90 days' certificate for 27 days", 0, "valid until")]
    [InlineData("certificate", "90 days' certificate for less than 27 days", 1, "valid until")]
    [InlineData("certificate", "6 days' certificate for 2 days", 0, "valid until")]
    [InlineData("certificate", "6 days' certificate for half a day", 2, "valid until")]
    [InlineData("certificate", "certificate ended", 3, "valid until")]
    [InlineData("certificate", "certificate ended by a clock that is not synchronised", null, null)]
    [InlineData("certificate", "no certificate", null, null)]
    [InlineData("key-establishment", "nothing", 0, "serving on")]
    [InlineData("key-establishment", "certificate to mend", 1, "others can read its private key")]
    [InlineData("key-establishment", "certificate refused", 2, "the key does not fit")]
    [InlineData("key-establishment", "no certificate", 3, "not serving: no such file")]
    [InlineData("cookie-keys", "nothing", 0, "all is well with /var/lib/keys")]
    [InlineData("cookie-keys", "cookie keys not stored", 1, "cannot be written to /var")]
    [InlineData("leap-table", "nothing", 0, "known until 2027-06-28")]
    [InlineData("leap-table", "table for less than 60 days", 1, "tzdata")]
    [InlineData("leap-table", "table expired", 2, "tzdata")]
    [InlineData("leap-table", "table expired by a clock that is not synchronised", null, null)]
    [InlineData("leap-conflict", "nothing", 0, "agree")]
    [InlineData("leap-conflict", "conflict", 1, "the receiver announces one")]
    [InlineData("others", "nothing", 0, "nobody else")]
    [InlineData("others", "others", 1, "chronyd (process 7)")]
    [InlineData("others", "software clock", null, null)]
    [InlineData("timekeeper", "lost", 0, "publishes")]
    public void Look_AtAState_IsThisStanding(string alarm, string change, int? level, string? text)
    {
        StatusDocument document = AllWell();
        Changes[change](document);
        Standing? standing = Named(alarm).Look(new StatusView(default, document, null));
        Assert.Equal(level, standing?.Level);
        Assert.Contains(text ?? "", standing?.Text ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Look_WithoutATimekeeper_OnlyThatIsKnown()
    {
        StatusView gone = new(default, AllWell(), "it has stopped publishing");
        Assert.Equal(new Standing(1, "it has stopped publishing"), Named("timekeeper").Look(gone));
        Assert.All(AlarmTable.All.Skip(1), alarm => Assert.Null(alarm.Look(gone)));
    }

    [Fact]
    public void All_Names_BelongToOneAlarmEach()
    {
        string[] names = [.. AlarmTable.All.SelectMany(alarm => alarm.Levels.Select(level => level.Begins).Concat(alarm.Levels.Select(level => level.Ends).Distinct()))];
        Assert.Equal(names.Distinct(), names);
    }

    internal static Alarm Named(string name) => AlarmTable.All.Single(alarm => alarm.Name == name);

    /// <summary>A box that has nothing to tell.</summary>
    internal static StatusDocument AllWell() => new()
    {
        Time = "2026-11-22T12:00:00.000000000Z",
        Clock = new() { State = "locked", Stratum = 1, OffsetSigmaSeconds = 84e-9, SteersSystemClock = true },
        Receiver = new() { Antenna = "ok", Jamming = "none", Spoofing = "none", Identity = "u-blox ZED-F9T" },
        Leap = new() { TableExpires = "2027-06-28T00:00:00.000000000Z", TableSource = "this program's own" },
        Keys = new() { File = "/var/lib/keys", CurrentId = "0a1b2c3d" },
        KeyEstablishmentState = "serving on 0.0.0.0:4460",
        Certificate = new() { Summary = "server.pem, valid until 2028", NotBefore = "2024-11-22T00:00:00Z", NotAfter = "2028-11-23T00:00:00Z" },
    };
}
