using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Nts.Interop.Harness;

namespace Nts.Interop.Matrix;

/// <summary>Plays all cells side by side, each on hosts of its own; their tests only wait for them.</summary>
public sealed class MatrixRun : IAsyncLifetime, IDisposable
{
    private const int SideBySide = 6;

    private readonly SemaphoreSlim _places = new(SideBySide);
    private readonly Lazy<Task<Network>> _network = new(Network.Create);
    private readonly Lazy<Task<OurServers>> _servers;
    private readonly Dictionary<string, Task> _cells;

    /// <summary>Starts.</summary>
    public MatrixRun()
    {
        _servers = new(async () => await OurServers.Start(await _network.Value, Cells.All.Select(cell => cell.Aead).OfType<int>().Distinct()));
        _cells = Chosen.ToDictionary(cell => cell.ToString(), cell => Task.Run(() => Play(cell)));
    }

    /// <summary>All cells, or those whose names contain what the environment asks for.</summary>
    internal static IEnumerable<Cell> Chosen =>
        Cells.All.Where(cell => cell.ToString().Contains(Environment.GetEnvironmentVariable("NTS_INTEROP_CELLS") ?? "", StringComparison.Ordinal));

    /// <summary>Waits for one.</summary>
    public Task End(string cell) => _cells[cell];

    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await Task.WhenAll(_cells.Values).ContinueWith(_ => { }, TaskScheduler.Default);
        if (_servers is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            (await _servers.Value).Dispose();
        }

        if (_network is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            (await _network.Value).Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    private async Task Play(Cell cell)
    {
        await _places.WaitAsync();
        try
        {
            Network network = await _network.Value;
            if (cell.Role == Role.Client)
            {
                await PeerAsClient.Run(cell, await network.Host(), await _servers.Value);
            }
            else
            {
                await PeerAsServer.Run(cell, await network.Host(), await network.Host(), await network.Host());
            }
        }
        finally
        {
            _places.Release();
        }
    }
}
