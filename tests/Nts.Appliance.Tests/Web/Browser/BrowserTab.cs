using System;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace Nts.Appliance.Web.Browser;

/// <summary>One tab of a <see cref="Chromium"/>.</summary>
internal sealed class BrowserTab
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Chromium _browser;
    private readonly string _session;

    private BrowserTab(Chromium browser, string session) => (_browser, _session) = (browser, session);

    /// <summary>Gives a tab its size.</summary>
    public static async Task<BrowserTab> Create(Chromium browser, string session, int width, int height, double scale)
    {
        BrowserTab tab = new(browser, session);
        await tab.Send("Page.enable");
        await tab.Send("Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = scale, ["mobile"] = width < 600 });
        return tab;
    }

    /// <summary>From now on pages see that their reader prefers dark.</summary>
    public Task PreferDark() => Send(
        "Emulation.setEmulatedMedia", new() { ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = "dark" }) });

    /// <summary>From now on no page's script runs.</summary>
    public Task DisableScripts() => Send("Emulation.setScriptExecutionDisabled", new() { ["value"] = true });

    /// <summary>Loads a page.</summary>
    public async Task Load(Uri address)
    {
        Task<JsonNode?> loaded = _browser.Next(_session, "Page.loadEventFired");
        await Send("Page.navigate", new() { ["url"] = address.ToString() });
        await loaded;
    }

    /// <summary>Loads a page and waits for its charts.</summary>
    public async Task LoadDrawn(Uri address)
    {
        await Load(address);
        await Until("document.documentElement.classList.contains('drawn')");
    }

    /// <summary>The value of an expression.</summary>
    public async Task<JsonNode?> Evaluate(string expression)
    {
        JsonNode answer = await Send("Runtime.evaluate", new() { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true });
        Assert.True(answer["exceptionDetails"] is null, answer["exceptionDetails"]?.ToJsonString());
        return answer["result"]!["value"];
    }

    /// <summary>Waits until an expression is true.</summary>
    public async Task Until(string expression)
    {
        DateTime end = DateTime.UtcNow + Patience;
        while (!(bool)(await Evaluate($"Boolean({expression})"))!)
        {
            Assert.True(DateTime.UtcNow < end, $"never became true: {expression}");
            await Task.Delay(Pause);
        }
    }

    /// <summary>Presses a key that has a name.</summary>
    public async Task Press(string key, int code)
    {
        foreach (string type in (string[])["rawKeyDown", "keyUp"])
        {
            await Send("Input.dispatchKeyEvent", new() { ["type"] = type, ["key"] = key, ["code"] = key, ["windowsVirtualKeyCode"] = code, ["text"] = "" });
        }
    }

    /// <summary>The picture of what is in the window, PNG.</summary>
    public async Task<byte[]> Picture() => Convert.FromBase64String((string)(await Send("Page.captureScreenshot", new() { ["format"] = "png" }))["data"]!);

    private Task<JsonNode> Send(string method, JsonObject? parameters = null) => _browser.Send(_session, method, parameters);
}
