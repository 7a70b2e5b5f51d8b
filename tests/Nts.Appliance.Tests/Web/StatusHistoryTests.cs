using System.Linq;
using System.Text.Json;
using Nts.Appliance.Status;
using Nts.Appliance.Web.History;
using Nts.Appliance.Web.Pages;

namespace Nts.Appliance.Web;

public sealed class StatusHistoryTests
{
    private readonly StatusHistory _history = new();

    [Fact]
    public void Take_TheSameDocumentTwice_IsOneSample()
    {
        Take(10);
        Take(10);
        Assert.Equal((10, 10), (_history[HistoryRange.Hour].First, _history[HistoryRange.Hour].Last));
    }

    [Fact]
    public void Take_MoreThanAnHour_KeepsTheLastHour()
    {
        for (int second = 100; second < 5000; second++)
        {
            Take(second);
        }

        HistoryRing ring = _history[HistoryRange.Hour];
        Assert.Equal((1400, 4999), (ring.First, ring.Last));
        Assert.Equal(1400e-9f, ring[1400, Channel.Offset]);
        Assert.Equal(4999e-9f, ring[4999, Channel.Offset]);
    }

    [Fact]
    public void Take_AMinute_KeepsMeanExtremesAndTheWorst()
    {
        for (int second = 60; second < 120; second++)
        {
            Take(second, second == 90 ? "holdover" : "locked");
        }

        HistoryRing ring = _history[HistoryRange.Day];
        Assert.Equal((1, 1), (ring.First, ring.Last));
        Assert.Equal(89.5e-9f, ring[1, Channel.Offset], 1e-12f);
        Assert.Equal(50e-9f, ring[1, Channel.OffsetLow], 1e-12f);
        Assert.Equal(129e-9f, ring[1, Channel.OffsetHigh], 1e-12f);
        Assert.Equal(119e-6f, ring[1, Channel.Bound], 1e-9f);
        Assert.Equal((float)Face.Holdover, ring[1, Channel.Face]);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    [InlineData(90, true)]
    public void Take_AfterAGap_LeavesAHoleUnlessItIsShort(int later, bool hole)
    {
        Take(1000);
        Take(1000 + later);
        Assert.Equal(hole, float.IsNaN(_history[HistoryRange.Hour][1001, Channel.Offset]));
        Assert.Equal((1000 + later) * 1e-9f, _history[HistoryRange.Hour][1000 + later, Channel.Offset]);
    }

    [Fact]
    public void Take_AfterAGapLongerThanTheRing_KeepsNothingOld()
    {
        Take(1000);
        Take(1_000_000);
        HistoryRing ring = _history[HistoryRange.Hour];
        Assert.All(Enumerable.Range(0, 3599), back => Assert.True(float.IsNaN(ring[ring.First + back, Channel.Offset])));
    }

    [Fact]
    public void Take_WhileTheClockIsNotServed_HasNoOffset()
    {
        Take(10, "acquiring", leap: 3);
        HistoryRing ring = _history[HistoryRange.Hour];
        Assert.True(float.IsNaN(ring[10, Channel.Offset]) && float.IsNaN(ring[10, Channel.Bound]));
        Assert.Equal((float)Face.Working, ring[10, Channel.Face]);
    }

    [Fact]
    public void Take_CountersOfTwoSeconds_AreARate()
    {
        Take(10, requests: 500);
        Take(12, requests: 540);
        Take(13, requests: 3, process: 2);
        HistoryRing ring = _history[HistoryRange.Hour];
        Assert.True(float.IsNaN(ring[10, Channel.Requests]));
        Assert.Equal(20, ring[12, Channel.Requests]);
        Assert.True(float.IsNaN(ring[13, Channel.Requests]));
    }

    [Fact]
    public void Take_ADocumentWithoutATime_IsDropped()
    {
        _history.Take(new StatusDocument { PublishedAtMonotonicNanoseconds = 5_000_000_000, Time = "soon" });
        Assert.Null(_history.Time);
    }

    [Fact]
    public void Take_ForAWeek_AllocatesNothingMore()
    {
        StatusDocument document = Document(1, "locked", 0, 0, 1);
        _history.Take(document);
        long allocated = TestKit.Allocated.During(() =>
        {
            document.PublishedAtMonotonicNanoseconds += 1_000_000_000;
            _history.Take(document);
        });
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Write_TheTail_HasWhatIsNewAndNullForWhatIsNotKnown()
    {
        Take(10);
        Take(20);
        using JsonDocument json = JsonDocument.Parse(HistoryJson.Write(_history, HistoryRange.Hour, 19));
        Assert.Equal(19, json.RootElement.GetProperty("first").GetInt64());
        Assert.Equal(["", "2E-08"], json.RootElement.GetProperty("offset").EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Null ? "" : v.GetRawText()));
    }

    [Fact]
    public void Write_BeforeAnything_IsEmpty()
    {
        using JsonDocument json = JsonDocument.Parse(HistoryJson.Write(_history, HistoryRange.Week, 0));
        Assert.Equal(-1, json.RootElement.GetProperty("last").GetInt64());
        Assert.Equal(0, json.RootElement.GetProperty("bound").GetArrayLength());
    }

    private void Take(int second, string state = "locked", int leap = 0, long requests = 0, int process = 1) => _history.Take(Document(second, state, leap, requests, process));

    private static StatusDocument Document(int second, string state, int leap, long requests, int process) => new()
    {
        ProcessId = process,
        PublishedAtMonotonicNanoseconds = (second * 1_000_000_000L) + 17,
        Time = "2026-11-22T20:15:00Z",
        Ntp = { ["nts"] = requests, ["reply-interleaved"] = 7 },
        Clock = new() { State = state, Leap = leap, OffsetSeconds = second * 1e-9, OffsetSigmaSeconds = 10e-9, RootDispersionSeconds = second * 1e-6 },
    };
}
