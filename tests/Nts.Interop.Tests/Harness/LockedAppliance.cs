using System;
using System.Threading.Tasks;

namespace Nts.Interop.Harness;

/// <summary>One appliance on loopback for all tests of a class, locked before the first.</summary>
public sealed class LockedAppliance : IAsyncLifetime, IDisposable
{
    private readonly TempDirectory _directory = new();
    private Appliance? _appliance;

    internal ServerAddress Address { get; } = new(Place.Loopback.Address, FreePort.Udp(), FreePort.Tcp());

    internal LabCertificates Certificates => field ??= new LabCertificates(_directory);

    internal string Log => _appliance!.Process.Log;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _appliance = Appliance.Run(Place.Loopback, Address, Certificates);
        await _appliance.Locked();
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        _appliance?.Dispose();
        _directory.Dispose();
    }
}
