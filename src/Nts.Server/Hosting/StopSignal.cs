using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace Nts.Server.Hosting;

/// <summary>Turns SIGTERM and SIGINT, and optionally the end of a given time, into a cancellation.</summary>
public sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Listens from now on.</summary>
    /// <param name="after">Also stop after this time; null for never.</param>
    public StopSignal(TimeSpan? after = null)
    {
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop), PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop)];
        if (after is { } time)
        {
            _source.CancelAfter(time);
        }
    }

    /// <summary>Cancelled when it is time to stop.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        Array.ForEach(_registrations, registration => registration.Dispose());
        _source.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        // Not the default, which would end the process before the devices and files are closed.
        context.Cancel = true;
        _source.Cancel();
    }
}
