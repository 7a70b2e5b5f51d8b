using System;
using Nts.Drivers.Linux;

namespace Nts.Server.Hosting;

/// <summary>Whoever started the process and waits to hear how it is: systemd on Linux, nobody elsewhere.</summary>
internal sealed class Supervisor : IDisposable
{
    private readonly SystemdNotifier? _systemd = OperatingSystem.IsLinux() ? SystemdNotifier.FromEnvironment() : null;

    /// <summary>The start is done.</summary>
    public void Ready()
    {
        if (OperatingSystem.IsLinux())
        {
            _systemd?.Ready();
        }
    }

    /// <summary>A sign of life.</summary>
    public void Watchdog()
    {
        if (OperatingSystem.IsLinux())
        {
            _systemd?.Watchdog();
        }
    }

    /// <summary>The service is about to end.</summary>
    public void Stopping()
    {
        if (OperatingSystem.IsLinux())
        {
            _systemd?.Stopping();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (OperatingSystem.IsLinux())
        {
            _systemd?.Dispose();
        }
    }
}
