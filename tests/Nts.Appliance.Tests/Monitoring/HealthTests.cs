using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using Nts.Appliance.Alarms;
using Nts.Appliance.Status;
using Nts.Appliance.Web;
using Nts.Drivers.Linux;

namespace Nts.Appliance.Monitoring;

/// <summary>What <c>/healthz</c> says to a machine by its code, and to a person by its text.</summary>
public sealed class HealthTests : IDisposable
{
    private static readonly Dictionary<string, Action<StatusDocument>> States = new()
    {
        ["locked"] = _ => { },
        ["holdover"] = s => (s.Clock.State, s.WhyNotLocked) = ("holdover", "the receiver has no fix"),
        ["lost"] = s => (s.Clock.State, s.Clock.Leap, s.WhyNotLocked) = ("lost", 3, "the error can no longer be bounded"),
        ["acquiring"] = s => (s.Clock.State, s.Clock.Leap, s.WhyNotLocked) = ("acquiring", 3, "pulses arrive"),
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nts-health-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("locked", HttpStatusCode.OK, "locked, 84 ns, true error within ")]
    [InlineData("holdover", HttpStatusCode.OK, "not locked (holdover, still served, true error within ")]
    [InlineData("lost", HttpStatusCode.ServiceUnavailable, "not locked (lost): the error can no longer be bounded")]
    [InlineData("acquiring", HttpStatusCode.ServiceUnavailable, "not locked (acquiring): pulses arrive")]
    [InlineData(null, HttpStatusCode.ServiceUnavailable, "no timekeeper publishes")]
    public async Task GetHealth_InEachState_HasItsCodeAndReason(string? state, HttpStatusCode code, string text)
    {
        using StatusPublisher? publisher = state is null ? null : new StatusPublisher(_folder.FullName);
        StatusDocument document = AlarmTableTests.AllWell();
        document.PublishedAtMonotonicNanoseconds = MonotonicClock.Now().Nanoseconds;
        States[state ?? "locked"](document);
        publisher?.Publish(document);
        await using WebServer server = await WebServer.StartAsync([new(IPAddress.Loopback, 0)], new StatusSite(new StatusWatch(Path.Combine(_folder.FullName, StatusFile.FileName), MonotonicClock.Now)));
        using HttpClient client = new();
        using HttpResponseMessage response = await client.GetAsync(new Uri($"http://{server.Listening[0]}/healthz"));
        Assert.Equal(code, response.StatusCode);
        Assert.StartsWith(text, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
