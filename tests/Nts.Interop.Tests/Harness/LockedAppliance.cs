using System;
using System.Threading.Tasks;

namespace Nts.Interop.Harness;

/// <summary>One appliance on loopback for all tests of a class, locked before the first.</summary>
public class LockedAppliance : IAsyncLifetime, IDisposable
{
    private readonly TempDirectory _directory = new();
    private Appliance? _appliance;

    internal ServerAddress Address { get; } = new(Place.Loopback.Address, FreePort.Udp(), FreePort.Tcp());

    internal LabCertificates Certificates => field ??= new LabCertificates(_directory);

    internal string Log => _appliance!.Process.Log;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _appliance = Appliance.Run(Place.Loopback, Address, Certificates, ntp: Ntp(_directory));
        await _appliance.Locked();
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    internal Task<long> NtpCounter(string name) => _appliance!.NtpCounter(name);

    /// <summary>More lines of the section [ntp] of its configuration.</summary>
    private protected virtual string Ntp(TempDirectory directory) => "";

    /// <summary>Stops the appliance.</summary>
    protected virtual void Dispose(bool disposing)
    {
        _appliance?.Dispose();
        _directory.Dispose();
    }
}
