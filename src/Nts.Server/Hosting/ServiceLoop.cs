using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Nts.Time;

namespace Nts.Server.Hosting;

/// <summary>Runs a service in the foreground as an owner expects it: SIGTERM and SIGINT end it, SIGHUP reloads, SIGUSR1 prints the counters.</summary>
/// <remarks>The counters are printed at the end too. Windows has the first two alone. systemd hears when the service is ready and when it ends.</remarks>
public sealed class ServiceLoop : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly StopSignal _stop = new();
    private readonly AutoResetEvent _reload = new(false);
    private readonly AutoResetEvent _report = new(false);
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly EventLog _log;

    /// <summary>Listens to signals from now on.</summary>
    public ServiceLoop(EventLog log)
    {
        _log = log;
        if (!OperatingSystem.IsWindows())
        {
            _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => Note(context, _reload)));
            _registrations.Add(PosixSignalRegistration.Create(UserSignal1, context => Note(context, _report)));
        }
    }

    /// <summary>Cancelled when it is time to stop.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>The moment that services are told.</summary>
    public static MonotonicTime Now => HostClock.Monotonic(TimeProvider.System);

    /// <summary>SIGUSR1, whose number .NET does not name: 10 on Linux, 30 on macOS (signal(7), signal(3)).</summary>
    private static PosixSignal UserSignal1 => (PosixSignal)(OperatingSystem.IsMacOS() ? 30 : 10);

    /// <summary>Runs the service until it is told to stop.</summary>
    public void Run(IService service)
    {
        using Supervisor supervisor = new();
        supervisor.Ready();
        WaitHandle[] events = [_stop.Token.WaitHandle, _reload, _report];
        int happened;
        do
        {
            service.OnTick(Now);
            supervisor.Watchdog();
            happened = WaitHandle.WaitAny(events, Second);
            if (happened == 1)
            {
                service.Reload();
            }
            else if (happened == 2)
            {
                Report(service);
            }
        }
        while (happened != 0);

        supervisor.Stopping();
        _log.Notice("stopping");
        Report(service);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _stop.Dispose();
        _reload.Dispose();
        _report.Dispose();
    }

    private static void Note(PosixSignalContext context, AutoResetEvent what)
    {
        // Not the default, which would end the process.
        context.Cancel = true;
        what.Set();
    }

    private void Report(IService service)
    {
        string counts = string.Join(", ", service.Counts().Where(count => count.Count != 0).Select(count => $"{count.Name} {count.Count}"));
        _log.Notice("counters: " + (counts.Length > 0 ? counts : "nothing yet"));
    }
}
