using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Nts.TestKit;

namespace Nts.Appliance.Web.Browser;

/// <summary>A browser without a window, spoken to in the Chrome DevTools Protocol; one for all tests of a class.</summary>
public sealed class Chromium : IAsyncLifetime, IDisposable
{
    private const string Program = "chromium";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _profile = Directory.CreateTempSubdirectory("nts-chromium-").FullName;
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _end = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _answers = [];
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonNode?>> _events = [];
    private Process? _process;
    private Task _reading = Task.CompletedTask;
    private int _lastId;

    public async Task InitializeAsync()
    {
        if (!ExternalProgram.IsInstalled(Program))
        {
            return;
        }

        _process = Process.Start(new ProcessStartInfo(Program, ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-color-profile=srgb",
            "--disable-background-networking", "--no-first-run", "--remote-debugging-port=0", "--user-data-dir=" + _profile, "about:blank"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        _process.BeginOutputReadLine();
        await _socket.ConnectAsync(await Listening(_process).WaitAsync(Patience), _end.Token);
        _reading = ReadAsync();
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            await _end.CancelAsync();
            await _reading;
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        Directory.Delete(_profile, recursive: true);
    }

    public void Dispose()
    {
        _socket.Dispose();
        _end.Dispose();
        _sending.Dispose();
    }

    /// <summary>A new tab; the test is skipped where there is no browser.</summary>
    internal async Task<BrowserTab> Open(int width, int height, double scale = 1)
    {
        Skip.If(_process is null, $"{Program} is not installed");
        JsonNode target = await Send(null, "Target.createTarget", new() { ["url"] = "about:blank" });
        JsonNode session = await Send(null, "Target.attachToTarget", new() { ["targetId"] = (string)target["targetId"]!, ["flatten"] = true });
        return await BrowserTab.Create(this, (string)session["sessionId"]!, width, height, scale);
    }

    /// <summary>Sends a command and waits for its answer.</summary>
    internal async Task<JsonNode> Send(string? session, string method, JsonObject? parameters = null)
    {
        int id = Interlocked.Increment(ref _lastId);
        TaskCompletionSource<JsonNode> answer = _answers[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        JsonObject message = new() { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        if (session is not null)
        {
            message["sessionId"] = session;
        }

        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, true, _end.Token);
        }
        finally
        {
            _sending.Release();
        }

        JsonNode result = await answer.Task.WaitAsync(Patience);
        return result["result"] ?? throw new InvalidOperationException($"{method}: {result["error"]}");
    }

    /// <summary>Waits for the next event of a kind. Ask before what causes it.</summary>
    internal Task<JsonNode?> Next(string session, string method) =>
        (_events[session + method] = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task.WaitAsync(Patience);

    /// <summary>Where it listens, which it says among much else.</summary>
    private static Task<Uri> Listening(Process process)
    {
        const string Words = "DevTools listening on ";
        TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } text && text.StartsWith(Words, StringComparison.Ordinal))
            {
                address.TrySetResult(new Uri(text[Words.Length..]));
            }
        };
        process.BeginErrorReadLine();
        return address.Task;
    }

    private async Task ReadAsync()
    {
        byte[] buffer = new byte[64 * 1024];
        try
        {
            while (!_end.IsCancellationRequested)
            {
                using MemoryStream message = new();
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(buffer.AsMemory(), _end.Token);
                    message.Write(buffer, 0, part.Count);
                }
                while (!part.EndOfMessage);

                Deliver(JsonNode.Parse(message.ToArray())!);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or JsonException)
        {
            foreach (TaskCompletionSource<JsonNode> answer in _answers.Values)
            {
                answer.TrySetException(e);
            }
        }
    }

    private void Deliver(JsonNode message)
    {
        if (message["id"] is { } id && _answers.TryRemove((int)id, out TaskCompletionSource<JsonNode>? answer))
        {
            answer.SetResult(message);
        }
        else if (message["method"] is { } method && _events.TryRemove((string?)message["sessionId"] + (string)method!, out TaskCompletionSource<JsonNode?>? happened))
        {
            happened.SetResult(message["params"]);
        }
    }
}
