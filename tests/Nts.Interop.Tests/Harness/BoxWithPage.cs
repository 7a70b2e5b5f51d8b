using System;
using System.Threading.Tasks;

namespace Nts.Interop.Harness;

/// <summary>A box with everything on its usual port, the page on 80, in a network where others find it by name; for all tests of a class.</summary>
public sealed class BoxWithPage : IAsyncLifetime
{
    private readonly Lazy<Task> _start;
    private Network? _network;
    private ChildProcess? _web;

    /// <summary>Starts when it is first asked for, where a test can still be skipped.</summary>
    public BoxWithPage() => _start = new(StartAsync);

    /// <summary>The box.</summary>
    internal Host Host { get; private set; } = null!;

    /// <summary>Its timekeeper.</summary>
    internal Appliance Timekeeper { get; private set; } = null!;

    /// <summary>A host that reaches it, when it is locked and its page is there.</summary>
    internal async Task<Host> Neighbour()
    {
        await _start.Value;
        return await _network!.Host();
    }

    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        _web?.Dispose();
        Timekeeper?.Dispose();
        _network?.Dispose();
        return Task.CompletedTask;
    }

    private async Task StartAsync()
    {
        _network = await Network.Create();
        Host = await _network.Host();
        Timekeeper = Appliance.Run(Host.Place, new ServerAddress("*", 123, ServerSetup.KeyPort), $"names = auto, {Host.Name4}");
        await Timekeeper.Locked();
        _web = ChildProcess.Start(Host.Place, Programs.Dotnet, Programs.Appliance, "web", "--run-directory", Timekeeper.RunDirectory, "--listen", "0.0.0.0:80");
        await _web.WaitFor("page: http://0.0.0.0:80\n", 60);
    }
}
