using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace Nts.Appliance.Web.Browser;

/// <summary>The page as a browser has it: with and without scripts, bright and dark, wide and narrow, by keyboard and by rules of accessibility.</summary>
public sealed class PageInBrowserTests(Chromium browser) : IClassFixture<Chromium>
{
    private const int PhoneWidth = 360;

    [SkippableTheory]
    [InlineData("locked", 1200, 1060, 1)]
    [InlineData("not-locked", 1200, 560, 1)]
    [InlineData("holdover", 1200, 1060, 1)]
    [InlineData("dark", 1200, 1060, 1)]
    [InlineData("phone", PhoneWidth, 760, 2)]
    public async Task Page_InEveryState_LooksAsInTheDocumentation(string name, int width, int height, double scale)
    {
        await using WebServer server = await Serve(WatchOf(name));
        BrowserTab tab = await browser.Open(width, height, scale);
        if (name == "dark")
        {
            await tab.PreferDark();
        }

        await tab.LoadDrawn(Address(server));
        byte[] picture = await tab.Picture();
        Assert.InRange(picture.Length, 10_000, 200_000);
        if (Environment.GetEnvironmentVariable("NTS_UPDATE_DOCS") == "1")
        {
            await File.WriteAllBytesAsync(Path.Combine(Documentation(), $"page-{name}.png"), picture);
        }
    }

    [SkippableTheory]
    [InlineData("locked", "Locked, 84 ns")]
    [InlineData("holdover", "Holdover, 5 h left")]
    [InlineData("not-locked", "Not locked")]
    [InlineData("stale", "No timekeeper")]
    [InlineData("absent", "No timekeeper")]
    public async Task Page_WithoutScripts_AnswersAndDraws(string name, string headline)
    {
        await using WebServer server = await Serve(WatchOf(name));
        BrowserTab tab = await browser.Open(1200, 900);
        await tab.DisableScripts();
        await tab.Load(Address(server));
        Assert.Equal(headline, ((string)(await tab.Evaluate("document.querySelector('h1').innerText"))!).Replace('\u00a0', ' '));
        Assert.True((bool)(await tab.Evaluate("document.querySelector('.drawing .line')?.getBBox().width > 10 && getComputedStyle(document.querySelector('.hero')).display === 'grid'"))!);
        Assert.Equal(10, (int)(await tab.Evaluate("+document.querySelector('meta[http-equiv=refresh]')?.content"))!);
    }

    [SkippableFact]
    public async Task Page_StateChanges_FollowsWithoutBeingLoadedAnew()
    {
        StatusWatch watch = WatchOf("locked");
        await using WebServer server = await Serve(watch);
        BrowserTab tab = await browser.Open(1200, 900);
        await tab.LoadDrawn(Address(server));
        await tab.Evaluate("window.loadedOnce = true");
        watch.Look(new(default, ExampleStatus.Holdover(), null), ExampleStatus.Now);
        await tab.Until("document.title.startsWith('Holdover') && document.querySelector('.hero').classList.contains('holdover') && document.getElementById('spoken').innerText === 'Clock: Holdover'");
        Assert.True((bool)(await tab.Evaluate("window.loadedOnce"))!);
        watch.Look(new(default, null, "no timekeeper publishes"), ExampleStatus.Now);
        await tab.Until("document.title.startsWith('No timekeeper') && !document.getElementById('sky')");
    }

    [SkippableFact]
    public async Task Page_ServerGoesAway_SaysSoAndKeepsWhatItHad()
    {
        BrowserTab tab;
        await using (WebServer server = await Serve(WatchOf("locked")))
        {
            tab = await browser.Open(1200, 900);
            await tab.LoadDrawn(Address(server));
        }

        await tab.Until("!document.getElementById('offline').hidden");
        Assert.Equal("Locked, 84 ns", ((string)(await tab.Evaluate("document.querySelector('h1').innerText"))!).Replace('\u00a0', ' '));
    }

    [SkippableFact]
    public async Task Page_Charts_ShowTheHistoryOfTheServer()
    {
        await using WebServer server = await Serve(WatchOf("locked"));
        BrowserTab tab = await browser.Open(1200, 900);
        await tab.LoadDrawn(Address(server));
        Assert.Equal(6, (int)(await tab.Evaluate("document.querySelectorAll('.plot canvas').length"))!);
        Assert.Equal(0, (int)(await tab.Evaluate("document.querySelectorAll('.drawing').length"))!);
    }

    [SkippableTheory]
    [InlineData("locked")]
    [InlineData("not-locked")]
    [InlineData("holdover")]
    [InlineData("absent")]
    public async Task Page_OnAPhone_NeedsNoScrollingSideways(string name)
    {
        await using WebServer server = await Serve(WatchOf(name));
        BrowserTab tab = await browser.Open(PhoneWidth, 760);
        await tab.LoadDrawn(Address(server));
        await tab.Evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
        Assert.Equal(PhoneWidth, (int)(await tab.Evaluate("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"))!);
    }

    [SkippableFact]
    public async Task Page_ByKeyboard_ReachesEverythingInOrderAndShowsWhere()
    {
        await using WebServer server = await Serve(WatchOf("locked"));
        BrowserTab tab = await browser.Open(1200, 900);
        await tab.LoadDrawn(Address(server));
        int stops = (int)(await tab.Evaluate("document.querySelectorAll('a[href], button, summary, pre').length - document.querySelectorAll('details:not([open]) :is(button, pre)').length"))!;
        string seen = "";
        for (int stop = 0; stop < stops; stop++)
        {
            await tab.Press("Tab", 9);
            seen += (string)(await tab.Evaluate("(e => `${e.tagName}:${e.innerText.slice(0, 20)}:${getComputedStyle(e).outlineStyle !== 'none'}\\n`)(document.activeElement)"))!;
        }

        string[] lines = seen.TrimEnd('\n').Split('\n');
        Assert.StartsWith("A:Skip to the state", lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("BODY", seen, StringComparison.Ordinal);
        Assert.DoesNotContain(":false", seen, StringComparison.Ordinal);
        Assert.Contains("BUTTON:Copy", seen, StringComparison.Ordinal);
        Assert.StartsWith("A:its licence", lines[^1], StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Page_CopyButton_TakesTheLines()
    {
        await using WebServer server = await Serve(WatchOf("locked"));
        BrowserTab tab = await browser.Open(1200, 900);
        await tab.LoadDrawn(Address(server));
        await tab.Evaluate("document.querySelector('#chrony-lines + button').click()");
        await tab.Until("document.querySelector('#chrony-lines + button').innerText !== 'Copy'");
        Assert.StartsWith("server 127.0.0.1 iburst nts", (string)(await tab.Evaluate("getSelection().toString()"))!, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("locked", false, 1200)]
    [InlineData("locked", true, 1200)]
    [InlineData("not-locked", false, 1200)]
    [InlineData("holdover", true, PhoneWidth)]
    [InlineData("stale", false, PhoneWidth)]
    public async Task Page_ByTheRulesOfAxe_HasNoFault(string name, bool dark, int width)
    {
        using Stream? axe = typeof(PageInBrowserTests).Assembly.GetManifestResourceStream("axe.js");
        Skip.If(axe is null, "axe-core was not to be had from npm when this was built");
        await using WebServer server = await Serve(WatchOf(name));
        BrowserTab tab = await browser.Open(width, 900);
        if (dark)
        {
            await tab.PreferDark();
        }

        await tab.LoadDrawn(Address(server));
        using StreamReader reader = new(axe);
        await tab.Evaluate(await reader.ReadToEndAsync() + "\n0");
        await tab.Evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
        JsonNode violations = (await tab.Evaluate("axe.run().then(r => r.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.target} ${n.failureSummary}`)))"))!;
        Assert.Empty(violations.AsArray().Select(v => (string?)v));
        Assert.True((int)(await tab.Evaluate("axe.run().then(r => r.passes.length)"))! > 20);
    }

    private static StatusWatch WatchOf(string name) => name switch
    {
        "holdover" => ExampleStatus.Watch(ExampleStatus.Holdover(), change: (document, ago) =>
        {
            if (ago <= 660)
            {
                ExampleStatus.Unplug(document, 660 - ago);
            }
        }),
        "not-locked" => ExampleStatus.Watch(ExampleStatus.NotLocked(), before: 154, change: (document, _) => ExampleStatus.Blind(document)),
        "stale" => ExampleStatus.Watch(ExampleStatus.Locked(), "the state in /run/nts-appliance/status is old: the timekeeper (process 712) has stopped publishing"),
        "absent" => ExampleStatus.Watch(null, "no timekeeper publishes its state at /run/nts-appliance/status"),
        _ => ExampleStatus.Watch(ExampleStatus.Locked()),
    };

    private static Task<WebServer> Serve(StatusWatch watch) => WebServer.StartAsync([new(IPAddress.Loopback, 0)], new StatusSite(watch));

    private static Uri Address(WebServer server) => new($"http://{server.Listening[0]}/");

    private static string Documentation()
    {
        DirectoryInfo root = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Nts.slnx")))
        {
            root = root.Parent!;
        }

        return Path.Combine(root.FullName, "docs");
    }
}
