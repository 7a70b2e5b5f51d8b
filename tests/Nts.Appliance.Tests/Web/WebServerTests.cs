using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading.Tasks;
using Nts.Appliance.Status;
using Nts.Drivers.Linux;

namespace Nts.Appliance.Web;

public sealed class WebServerTests : IAsyncLifetime, IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("nts-web-").FullName;
    private readonly HttpClient _client = new();
    private StatusPublisher? _publisher;
    private WebServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await WebServer.StartAsync([new(IPAddress.Loopback, 0)], new StatusSite(new StatusWatch(Path.Combine(_directory, StatusFile.FileName), MonotonicClock.Now)));
        _client.BaseAddress = new Uri($"http://{_server.Listening[0]}");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose()
    {
        _client.Dispose();
        _publisher?.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/status.json", "application/json")]
    [InlineData("/metrics", "text/plain")]
    [InlineData("/healthz", "text/plain")]
    [InlineData("/?range=week", "text/html")]
    public async Task Get_WhileATimekeeperPublishes_IsAnswered(string path, string type)
    {
        Publish(StatusFileTests.Document("locked", 7));
        using HttpResponseMessage response = await _client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("locked", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/", HttpStatusCode.ServiceUnavailable, "<p>No timekeeper publishes")]
    [InlineData("/status.json", HttpStatusCode.ServiceUnavailable, "no timekeeper publishes")]
    [InlineData("/metrics", HttpStatusCode.OK, "nts_timekeeper_up 0\n")]
    [InlineData("/healthz", HttpStatusCode.ServiceUnavailable, "no timekeeper publishes")]
    public async Task Get_WithoutATimekeeper_SaysSo(string path, HttpStatusCode code, string text)
    {
        using HttpResponseMessage response = await _client.GetAsync(path);
        Assert.Equal(code, response.StatusCode);
        Assert.Contains(text, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/", HttpStatusCode.ServiceUnavailable, "is what it said last")]
    [InlineData("/status.json", HttpStatusCode.ServiceUnavailable, "has stopped publishing")]
    [InlineData("/metrics", HttpStatusCode.OK, "nts_timekeeper_up 0\n")]
    [InlineData("/healthz", HttpStatusCode.ServiceUnavailable, "has stopped publishing")]
    public async Task Get_AfterTheTimekeeperDied_SaysSo(string path, HttpStatusCode code, string text)
    {
        Publish(StatusFileTests.Document("locked", 7), published: 1);
        using HttpResponseMessage response = await _client.GetAsync(path);
        Assert.Equal(code, response.StatusCode);
        string body = await response.Content.ReadAsStringAsync();
        Assert.Contains(text, body, StringComparison.Ordinal);
        Assert.DoesNotContain("nts_clock", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetHealth_ClockIsNotSynchronised_IsUnavailableWithTheReason()
    {
        StatusDocument document = StatusFileTests.Document("acquiring", 0);
        document.Clock.Leap = 3;
        document.WhyNotLocked = "pulses arrive";
        Publish(document);
        using HttpResponseMessage response = await _client.GetAsync("/healthz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains("pulses arrive", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/nothing", HttpStatusCode.NotFound)]
    [InlineData("GET", "/assets/000000000000/page.js", HttpStatusCode.NotFound)]
    [InlineData("GET", "/?range=century", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/history.json?range=day&from=-1", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/history.json?range=day&from=99999999999999999999", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/history.json?range=day&from=0", HttpStatusCode.OK)]
    [InlineData("GET", "/ca.pem", HttpStatusCode.NotFound)]
    [InlineData("HEAD", "/history.json", HttpStatusCode.OK)]
    [InlineData("PUT", "/ca.pem", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", "/status.json", HttpStatusCode.MethodNotAllowed)]
    [InlineData("HEAD", "/", HttpStatusCode.OK)]
    public async Task Send_OtherRequests_HaveTheirCodes(string method, string path, HttpStatusCode code)
    {
        Publish(StatusFileTests.Document("locked", 0));
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        using HttpResponseMessage response = await _client.SendAsync(request);
        Assert.Equal(code, response.StatusCode);
    }

    [Fact]
    public async Task Get_Page_ForbidsScriptsOfOthersAndFrames()
    {
        using HttpResponseMessage response = await _client.GetAsync("/");
        string policy = string.Join(' ', response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Get_Asset_IsKeptByItsTag()
    {
        using HttpResponseMessage first = await _client.GetAsync(PageAssets.Embedded["page.css"]);
        Assert.Equal("text/css", first.Content.Headers.ContentType!.MediaType);
        Assert.True(first.Headers.CacheControl is { Public: true, MaxAge.TotalDays: > 300 });
        using HttpRequestMessage again = new(HttpMethod.Get, PageAssets.Embedded["page.css"]);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using HttpResponseMessage second = await _client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task Get_Authority_IsItsCertificateAlone()
    {
        StatusDocument document = ExampleStatus.Locked();
        document.Certificate!.AuthorityFile = "/etc/passwd";
        await File.WriteAllTextAsync(Path.Combine(_directory, "ca.pem"), ExampleAuthority.Pem + "\n-----BEGIN PRIVATE KEY-----\n");
        Publish(document);
        Assert.Equal(ExampleAuthority.Pem + "\n", await _client.GetStringAsync("/ca.pem"));
        Assert.DoesNotContain("PRIVATE", await _client.GetStringAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_PageByAHostileName_DoesNotRepeatIt()
    {
        Publish(ExampleStatus.Locked());
        using HttpRequestMessage request = new(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("Host", "$(reboot)");
        using HttpResponseMessage response = await _client.SendAsync(request);
        Assert.DoesNotContain("reboot", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_PortIsTaken_NamesIt()
    {
        IOException failure = await Assert.ThrowsAsync<IOException>(() => WebServer.StartAsync([_server.Listening[0]], new StatusSite(new StatusWatch("none", MonotonicClock.Now))));
        Assert.Contains($"{_server.Listening[0]}", failure.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Start_BothFamiliesOnOnePort_DoNotCollide()
    {
        Skip.IfNot(Socket.OSSupportsIPv6, "this machine has no IPv6");
        int port = _server.Listening[0].Port;
        await using WebServer second = await WebServer.StartAsync([new(IPAddress.IPv6Any, port)], new StatusSite(new StatusWatch("none", MonotonicClock.Now)));
        Assert.Equal(new IPEndPoint(IPAddress.IPv6Any, port), second.Listening[0]);
    }

    private void Publish(StatusDocument document, long? published = null)
    {
        document.PublishedAtMonotonicNanoseconds = published ?? MonotonicClock.Now().Nanoseconds;
        _publisher = new StatusPublisher(_directory);
        _publisher.Publish(document);
    }
}
